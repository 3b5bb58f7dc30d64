import { asked } from "../evals-project.ts";
import { toCase } from "../write-dataset.ts";

const { apiKey, model, maxTokens, system, phrase, mostWords } = asked;

/** The same prompt, cases and checks in promptfoo's words. */
export function toPeerConfig(baseUrl: string, cases: number): object {
  const user = "Product: {{ product }}\n{% for feature in features %}- {{ feature }}\n{% endfor %}";
  const messages = [
    { role: "system", content: system },
    { role: "user", content: user },
  ];
  const config = { apiBaseUrl: baseUrl, apiKey, max_completion_tokens: maxTokens };
  return {
    prompts: [{ raw: JSON.stringify(messages), label: "description" }],
    providers: [{ id: `openai:chat:${model}`, config }],
    defaultTest: {
      // Each value of a list would be a case of its own.
      options: { disableVarExpansion: true },
      assert: [
        { type: "icontains", value: phrase },
        { type: "javascript", value: `output.split(/\\s+/).length <= ${mostWords}` },
        { type: "contains", value: "{{ colour }}" },
      ],
    },
    tests: Array.from({ length: cases }, (_, at) => {
      const { context, ground_truth: truth } = toCase(at);
      return { vars: { ...context, ...truth } };
    }),
    sharing: false,
  };
}
