import { definePrompt, type Message, memory } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";

const base = { family: "greeting", provider: "fake", model: "m", maxTokens: 50 } as const;
const prompts = [
  definePrompt({
    ...base,
    version: 1,
    status: "active",
    system: "Greet.",
    userTemplate: "Greet {{ name }}.",
  }),
  definePrompt({
    ...base,
    version: 2,
    status: "draft",
    changelog: "Has a system message alone.",
    messages: [{ role: "system", template: "Greet {{ name }}." }],
  }),
];

const say = (role: "user" | "assistant", text: string): Message => ({
  role,
  content: [{ type: "text", text }],
});
const earlierTurns = [say("user", "Greet Bo."), say("assistant", "Hello Bo.")];
const turns: readonly Message[] = [
  {
    role: "assistant",
    content: [{ type: "tool_call", id: "1", name: "title", input: { of: "Ada" } }],
  },
  {
    role: "user",
    content: [{ type: "tool_result", toolCallId: "1", text: "Countess", isError: false }],
  },
];

test("a case's earlier turns stand in front of the prompt's own user message, its turns behind it", async () => {
  const provider = fakeProvider({ answers: ["Hello.", "Hello."] });
  const promptrail = await createPromptrail({ prompts, providers: [provider], store: memory() });
  const options = { earlierTurns, turns };
  await promptrail.evaluate("greeting", 1, { name: "{{ Ada }}" }, options);
  await promptrail.evaluate("greeting", 2, { name: "Ada" }, options);
  const [sent, alone] = provider.calls.map(({ request }) => request.messages);
  const [system, ...rest] = sent ?? [];
  expect(system).toMatchObject({ role: "system" });
  expect(rest).toEqual([...earlierTurns, say("user", "Greet {{ Ada }}."), ...turns]);
  expect(alone?.slice(1)).toEqual([...earlierTurns, ...turns]);
  await promptrail.close();
});
