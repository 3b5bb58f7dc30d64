import { definePrompt, ToolRefusal } from "@promptrail/core";
import { expect, test, vi } from "vitest";
import { calls, find, openAlone, openParcels, parcelHelpV2, says } from "./parcels.js";

// Else each process asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");

const question = { question: "Where is it?" };
const done = says('{"place":"Bonn"}');
const read = (id: string) => ({ id, name: "read_order", input: { order: "o1" } }) as const;
const quiet = { find_parcel: () => "Bonn", read_order: () => null };

test("runs the tools that the model calls, until it answers", async () => {
  const { promptrail, provider, finished } = await openParcels([
    { ...calls(find("c1"), read("c2")), text: "I look." },
    done,
  ]);
  const seen: unknown[] = [];
  const result = await promptrail.runTools("parcel_help", question, {
    tools: {
      find_parcel: async ({ order, since }, { runId, step, toolCallId, signal }) => {
        seen.push(order, since, step, toolCallId, signal.aborted, runId);
        return { place: order };
      },
      read_order: (input) => JSON.stringify(input),
    },
  });
  expect(seen).toEqual(["o1", new Date("2026-05-06"), 1, "c1", false, result.runId]);
  expect(result).toMatchObject({
    text: '{"place":"Bonn"}',
    data: { place: "Bonn" },
    key: "parcel_help_v2",
    invalidInputs: 0,
    usage: { input: 20, output: 10 },
    cost: 2,
  });
  expect(result.steps.map(({ step, toolAnswers }) => [step, toolAnswers.length])).toEqual([
    [1, 2],
    [2, 0],
  ]);
  const conversation = [
    {
      role: "assistant",
      content: [
        { type: "text", text: "I look." },
        { type: "tool_call", ...find("c1") },
        { type: "tool_call", ...read("c2") },
      ],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", toolCallId: "c1", text: '{"place":"o1"}', isError: false },
        { type: "tool_result", toolCallId: "c2", text: '{"order":"o1"}', isError: false },
      ],
    },
  ];
  expect(provider.calls[1]?.request.messages.slice(1)).toEqual(conversation);
  expect(provider.calls[1]?.request.output).toEqual(parcelHelpV2.content.output);
  expect(result.turns.slice(0, 2)).toEqual(conversation);
  expect(result.turns.at(2)).toEqual({
    role: "assistant",
    content: [{ type: "text", text: '{"place":"Bonn"}' }],
  });
  expect(finished.map(({ runId, step, version }) => [runId, step, version])).toEqual([
    [result.runId, 1, 2],
    [result.runId, 2, 2],
  ]);
  await promptrail.close();
});

test("tells the model what is wrong with a call, and calls no function with it", async () => {
  const { promptrail, provider } = await openParcels([
    calls(
      find("c1", { order: "x", since: "soon" }),
      { id: "c2", name: "constructor", input: {} },
      { id: "c3", name: "read_order", input: { order: "o1", more: 1 } },
    ),
    done,
  ]);
  const run = vi.fn<() => string>();
  const result = await promptrail.runTools("parcel_help", question, {
    tools: { find_parcel: run, read_order: run },
  });
  expect(run).not.toHaveBeenCalled();
  expect(result.invalidInputs).toBe(2);
  expect(result.steps[0]?.toolAnswers.map(({ outcome }) => outcome)).toEqual([
    "invalid_input",
    "unknown_tool",
    "invalid_input",
  ]);
  const told = provider.calls[1]?.request.messages.at(-1)?.content;
  expect(told).toMatchObject([
    { toolCallId: "c1", isError: true, text: expect.stringMatching(/order: .*; since: /) },
    {
      toolCallId: "c2",
      isError: true,
      text: 'There is no tool "constructor". Tools: find_parcel, read_order.',
    },
    { toolCallId: "c3", isError: true, text: expect.stringContaining('"more"') },
  ]);
  await promptrail.close();
});

test("shows the model a refusal's words, and nothing of any other error", async () => {
  const { promptrail, provider } = await openParcels([
    calls(find("c1"), read("c2")),
    calls(find("c3"), read("c4")),
    done,
  ]);
  const secret = new Error("connect postgres://shop:hunter2@db failed");
  const thrown = [new ToolRefusal("No parcel has this number."), 12n];
  const result = await promptrail.runTools("parcel_help", question, {
    tools: {
      find_parcel: () => {
        const next = thrown.shift();
        if (next instanceof Error) throw next;
        return next;
      },
      read_order: async () => {
        throw secret;
      },
    },
  });
  expect(
    result.steps
      .flatMap(({ toolAnswers }) => toolAnswers)
      .map(({ outcome, text }) => [outcome, text]),
  ).toEqual([
    ["refused", "No parcel has this number."],
    ["failed", 'The tool "read_order" failed.'],
    ["failed", 'The tool "find_parcel" failed.'],
    ["failed", 'The tool "read_order" failed.'],
  ]);
  expect(result.steps[0]?.toolAnswers[1]?.error).toBe(secret);
  expect(result.steps[1]?.toolAnswers[0]?.error).toMatchObject({
    message: expect.stringContaining("bigint"),
  });
  expect(JSON.stringify(provider.calls)).not.toContain("hunter2");
  await promptrail.close();
});

test("cuts a result that is too long, and says so", async () => {
  const { promptrail } = await openParcels([calls(find("c1"), read("c2")), done]);
  const { steps } = await promptrail.runTools("parcel_help", question, {
    tools: { find_parcel: () => `${"x".repeat(9)}😀y`, read_order: () => undefined },
    maxResultLength: 10,
  });
  expect(steps[0]?.toolAnswers).toMatchObject([
    { isCut: true, text: expect.stringMatching(/^x{9}…\n\[The result is too long: it has 12 /) },
    { isCut: false, text: "null" },
  ]);
  await promptrail.close();
});

test("keeps its version while a decision makes another one live", async () => {
  const { promptrail, finished } = await openParcels([calls(find("c1")), done, says("Bonn")]);
  const back = { family: "parcel_help", actor: "ada", reason: "Test." } as const;
  const tools = {
    ...quiet,
    find_parcel: async () => {
      await promptrail.rollback(back);
      return promptrail.resolve("parcel_help").version.key;
    },
  };
  const { version, steps } = await promptrail.runTools("parcel_help", question, { tools });
  expect(version).toBe(2);
  expect(steps[0]?.toolAnswers[0]?.text).toBe("parcel_help_v1");
  expect(finished.map((record) => record.version)).toEqual([2, 2]);
  // A tool that only another version declares is no reason to refuse a run of this one.
  const next = await promptrail.runTools("parcel_help", question, { tools: quiet });
  expect(next).toMatchObject({ version: 1, text: "Bonn", data: null });
  await promptrail.close();
});

test("refuses tools that are not those of the family, before anything is sent", async () => {
  const { promptrail, provider } = await openParcels([]);
  const runWith = (tools: object) =>
    promptrail.runTools("parcel_help", question, { tools: tools as typeof quiet });
  await expect(runWith({ find_parcel: () => 1 })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining("no function: read_order"),
  });
  await expect(runWith({ ...quiet, find_parsel: () => 1 })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining('Did you mean "find_parcel"?'),
  });
  await expect(runWith({ ...quiet, read_order: 1 })).rejects.toMatchObject({
    code: "request_invalid",
  });
  await expect(
    promptrail.runTools("parcel_help", question, { tools: quiet, maxSteps: 0 }),
  ).rejects.toMatchObject({ code: "request_invalid", data: { option: "maxSteps" } });
  await expect(
    promptrail.runTools("parcel_help", question, { tools: quiet, budget: { dollars: 0 } }),
  ).rejects.toMatchObject({ code: "request_invalid", data: { option: "budget.dollars" } });
  expect(provider.calls).toEqual([]);
  await promptrail.close();
});

test("refuses a JSON Schema by which no input can be checked", async () => {
  const odd = definePrompt({
    family: "odd",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 5,
    userTemplate: "x",
    tools: [{ name: "t", description: "d", inputSchema: { not: { required: ["a"] } } }],
  });
  const promptrail = await openAlone([odd], []);
  await expect(promptrail.runTools("odd", {}, { tools: { t: () => 1 } })).rejects.toMatchObject({
    code: "not_supported",
    message: expect.stringContaining('"t" of odd_v1'),
  });
  await promptrail.close();
});
