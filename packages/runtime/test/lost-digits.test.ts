import { definePrompt, type Outcome } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createPromptrail } from "../src/index.js";
import { project } from "./prompts.js";

test.each([
  ['{"score": 9007199254740993}', "score"],
  ['{"score": 1, "orders": [{"id": -9007199254740993}]}', "orders[0].id"],
  ['{"score": 1e400}', "score"],
])("takes no number of an answer that would lose digits: %j", async (text, path) => {
  const provider = fakeProvider({ answers: () => text });
  const promptrail = await createPromptrail(project(provider));
  const call = (accept: readonly Outcome[]) => promptrail.call("score", { text: "x" }, { accept });
  await expect(call([])).rejects.toMatchObject({
    outcome: "invalid_output",
    message: expect.stringContaining(` ${path}: the number is beyond 2^53 − 1`),
  });
  expect(await call(["invalid_output"])).toMatchObject({
    outcome: "invalid_output",
    success: false,
    data: null,
    text,
    warnings: [
      {
        setting: "output",
        reason: `The answer cannot be read: ${path}: the number is beyond 2^53 − 1 and would lose digits; write it as text.`,
      },
    ],
  });
  await promptrail.flush();
  const [record] = await promptrail.calls.read({ limit: 1 });
  expect(record).toMatchObject({ outcome: "invalid_output", warnings: [{ setting: "output" }] });
});

test.each([2 ** 53, Number.POSITIVE_INFINITY])(
  "takes no number of a tool's input that may have lost digits: %d",
  async (id) => {
    const find = definePrompt({
      family: "find",
      version: 1,
      status: "active",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      tools: [{ name: "find_order", description: "Finds it.", inputSchema: { type: "object" } }],
      userTemplate: "Find {{ text }}.",
    });
    const input = { order: { id } };
    const toolCalls = [{ type: "tool_call", id: "1", name: "find_order", input }] as const;
    const provider = fakeProvider({ answers: () => ({ outcome: "tool_use", toolCalls }) });
    const promptrail = await createPromptrail({ prompts: [find], providers: [provider] });
    const result = promptrail.call("find", { text: "x" }, { accept: ["invalid_output"] });
    expect(await result).toMatchObject({
      outcome: "invalid_output",
      warnings: [{ setting: "tools", reason: expect.stringContaining("find_order.order.id: ") }],
    });
  },
);

test("hands out numbers of an answer that it keeps, and any text of one without a schema", async () => {
  const kept = '{"score": 9007199254740991, "atoms": 6.02e23}';
  const text = '{"id": 9007199254740993}';
  const provider = fakeProvider({ answers: [kept, text] });
  const promptrail = await createPromptrail(project(provider));
  expect((await promptrail.call("score", { text: "x" })).data).toMatchObject({
    score: 2 ** 53 - 1,
  });
  expect((await promptrail.call("greeting", { name: "Ada" })).text).toBe(text);
});
