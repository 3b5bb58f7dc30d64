import { definePrompt } from "@promptrail/core";
import { z } from "zod";

/** What is asked of each way to a model, in this process and in the server's. */
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

/** The same as a request of the vendor's own client. */
export const body = {
  model: summary.content.model,
  max_tokens: 200,
  system: "You summarise notes. Maximum 20 words.",
  messages: [
    {
      role: "user" as const,
      content: "Notes:\n- The lamp is blue.\n- It weighs two kilograms.\n- It ships on Monday.\n",
    },
  ],
};
