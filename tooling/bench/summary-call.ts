import { definePrompt } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import { z } from "zod";

/** What the benchmarks of calls ask, of each way to a model. */
export const apiKey = "sk-bench";

export const summary = definePrompt({
  family: "summary",
  version: 1,
  status: "active",
  provider: "claude",
  model: "claude-sonnet-5",
  maxTokens: 200,
  input: z.object({ lines: z.array(z.string()) }),
  system: "You summarise notes. Maximum 20 words.",
  userTemplate: "Notes:\n{% for line in lines %}\n- {{ line }}\n{% endfor %}",
});

export const context = {
  lines: ["The lamp is blue.", "It weighs two kilograms.", "It ships on Monday."],
};

/** The same as a request of the vendor's own client: the messages as a process renders them. */
export async function renderBody({ render }: Pick<Promptrail, "render">) {
  const { messages } = await render(summary.family, context);
  const [system = "", user = ""] = messages.map(({ content }) =>
    content.map((part) => (part.type === "text" ? part.text : "")).join(""),
  );
  return {
    model: summary.content.model,
    max_tokens: 200,
    system,
    messages: [{ role: "user" as const, content: user }],
  };
}
