import { expect, test } from "vitest";
import { chatOddities } from "../../../tooling/test/vendors/chat-oddities.ts";
import { askOnce, describeOddReplies } from "../../../tooling/test/vendors/describe-odd-replies.ts";
import { openai } from "./openai.js";

const vendor = { make: openai, model: "gpt-4.1-mini" };

describeOddReplies("OpenAI", { ...vendor, ...chatOddities });

const calling = (called: object) => ({
  model: "m",
  choices: [
    {
      message: { content: null, tool_calls: [{ id: "c1", function: { name: "find", ...called } }] },
      finish_reason: "tool_calls",
    },
  ],
});

test.each([
  ["an object", { arguments: { a: 1 } }, { a: 1 }],
  ["a text", { arguments: '{"a":1}' }, { a: 1 }],
  ["null", { arguments: null }, {}],
  ["nothing", {}, {}],
])("a tool call whose arguments are %s is taken", async (_what, called, input) => {
  for (const way of ["complete", "stream"] as const) {
    expect(await askOnce(vendor, { body: calling(called) }, way)).toMatchObject({
      outcome: "tool_use",
      toolCalls: [{ id: "c1", name: "find", input }],
    });
  }
});

test("what a model thought stays apart from what it says", async () => {
  const content = [
    { type: "thinking", thinking: [{ type: "text", text: "Hm." }] },
    { type: "refusal", refusal: "No." },
  ];
  const body = { choices: [{ message: { content }, finish_reason: "stop" }] };
  expect(await askOnce(vendor, { body }, "complete")).toMatchObject({
    outcome: "refused",
    text: "No.",
    reasoning: "Hm.",
    model: "gpt-4.1-mini",
  });
});

test("a failure inside of a stream is told, whatever came before it", async () => {
  const body = [
    { choices: [{ delta: { content: "Hel" }, finish_reason: null }] },
    { object: "error", message: "The server is overloaded", code: 503 },
    "[DONE]",
  ];
  await expect(askOnce(vendor, { body }, "stream")).rejects.toMatchObject({ kind: "overloaded" });
});

test("a failure at a choice is told", async () => {
  const choices = [{ message: { content: "Hel" }, error: { code: 502, message: "Lost" } }];
  const asking = askOnce(vendor, { body: { choices } }, "complete");
  await expect(asking).rejects.toMatchObject({ kind: "server_error", status: 502 });
});
