import {
  isSuccess,
  type Message,
  type PromptVersion,
  type Provider,
  priceUsage,
} from "@promptrail/core";
import { createJudging, type Judging, type RunCase, type RunJudge } from "@promptrail/evals/run";
import { createRenderer } from "@promptrail/renderer";

/** Milliseconds: longer than any simulated answer takes. */
const patience = 30_000;

/** Answers a suite's cases with one version through a provider: what the suites' own tests run on. */
export function runVersion(prompt: PromptVersion, provider: Provider): RunCase {
  const { content } = prompt;
  const templates = content.messages.map(({ role, template }, index) => ({
    role,
    template: createRenderer().compile(template, {
      name: `${prompt.key} ${role} (message ${index + 1})`,
      filters: prompt.filters,
    }),
  }));
  return async ({ context }, { signal }) => {
    const startedAt = performance.now();
    const completion = await provider.complete(
      {
        model: content.model,
        messages: templates.map(({ role, template }): Message => {
          return { role, content: [{ type: "text", text: template.render(context) }] };
        }),
        tools: content.tools,
        output: content.output,
        settings: content.settings,
        vendorOptions: content.providerOptions,
      },
      { signal, deadline: Date.now() + patience, lane: "eval" },
    );
    return {
      outcome: completion.outcome,
      success: isSuccess(completion.outcome, content.tools.length > 0),
      text: completion.text,
      data: null,
      usage: completion.usage,
      cost: priceUsage(completion.usage, provider.models[content.model]),
      durationMs: performance.now() - startedAt,
      model: completion.model,
    };
  };
}

/** Asks a judging prompt through a provider. */
export function runJudge(provider: Provider): RunJudge {
  return (prompt, context, signal) => {
    const one = { id: prompt.key, context, groundTruth: null, tags: [], cluster: null };
    return runVersion(prompt, provider)(one, { repeat: 0, signal });
  };
}

/** What asks the judges of a run of these versions. */
export function judgingWith(provider: Provider, versions: readonly PromptVersion[]): Judging {
  return createJudging({
    run: runJudge(provider),
    tested: versions.map(({ content }) => ({ provider: content.provider, model: content.model })),
  });
}
