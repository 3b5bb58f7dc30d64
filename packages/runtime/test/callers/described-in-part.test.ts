import { definePrompt } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createPromptrail } from "../../src/index.js";

test("a strict older schema that JSON Schema cannot say whole takes a newer caller, and typos are found", async () => {
  const base = { family: "note", provider: "fake", model: "m", maxTokens: 9 } as const;
  const due = z.date().transform((date) => date.getUTCFullYear());
  const prompts = [
    definePrompt({
      ...base,
      version: 1,
      status: "active",
      userTemplate: "{{ due }}",
      input: z.strictObject({ due }),
    }),
    definePrompt({
      ...base,
      version: 2,
      status: "draft",
      userTemplate: "{{ due }} {{ tone }}",
      input: z.strictObject({ due, tone: z.string() }),
      changelog: "Has a tone.",
    }),
  ];
  const promptrail = await createPromptrail({ prompts, providers: [fakeProvider()] });
  onTestFinished(() => promptrail.close());
  const given = { due: new Date(0), tone: "kind" };
  const { messages } = await promptrail.render("note", given);
  expect(messages).toMatchObject([{ content: [{ text: "1970" }] }]);
  const mistyped = { ...given, tome: "kind" };
  await expect(promptrail.render("note", mistyped)).rejects.toThrow(
    /no variable "tome"\. Did you mean "tone"\?/,
  );
});
