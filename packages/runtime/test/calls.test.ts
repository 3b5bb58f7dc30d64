import { definePrompt, memory, ProviderError } from "@promptrail/core";
import { createMemoryCallLog } from "@promptrail/core/call-log";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { createPromptrail, OutcomeError } from "../src/index.js";
import { greetingV1, greetingV2, project, scoreV1 } from "./prompts.js";

function textsOf(request: {
  readonly messages: readonly { readonly content: readonly object[] }[];
}) {
  return request.messages.flatMap(({ content }) =>
    content.map((part) => ("text" in part ? part.text : "")),
  );
}

describe("call", () => {
  test("runs the active version and returns what came of it", async () => {
    const provider = fakeProvider({ answers: ["Hello, Ada."] });
    const promptrail = await createPromptrail(project(provider));
    const result = await promptrail.call("greeting", { name: "Ada" });
    expect(result).toMatchObject({
      key: "greeting_v2",
      version: 2,
      text: "Hello, Ada.",
      outcome: "ok",
      success: true,
      stateSource: "store",
      degraded: null,
    });
    const [recorded] = provider.calls;
    expect(textsOf(recorded?.request ?? { messages: [] })).toEqual(["Greet Ada, plainly."]);
    expect(recorded?.call.lane).toBe("production");
  });

  test("runs a pinned version", async () => {
    const provider = fakeProvider({ answers: ["Hi."] });
    const promptrail = await createPromptrail(project(provider));
    expect((await promptrail.call("greeting", { name: "Ada" }, { version: 1 })).key).toBe(
      "greeting_v1",
    );
  });

  test("never renders a value", async () => {
    const provider = fakeProvider({ answers: ["Hi."] });
    const promptrail = await createPromptrail(project(provider));
    await promptrail.call("greeting", { name: "{{ tone }}{% if x %}" });
    expect(textsOf(provider.calls[0]?.request ?? { messages: [] })[0]).toContain(
      "{{ tone }}{% if x %}",
    );
  });

  test.each([
    [{}, /name/],
    [{ name: 7 }, /name/],
    [{ name: "Ada", tonne: "warm" }, /no variable "tonne". Did you mean "tone"\?/],
  ])("refuses the context %j before anything is sent", async (context, message) => {
    const provider = fakeProvider();
    const promptrail = await createPromptrail(project(provider));
    // Wrong on purpose: what a caller without TypeScript may pass.
    const call = Reflect.apply(promptrail.call, promptrail, ["greeting", context]);
    await expect(call).rejects.toMatchObject({ code: "context_invalid" });
    await expect(call).rejects.toThrow(message);
    expect(provider.calls).toEqual([]);
  });

  test("names the path that a context without a schema misses, before anything is sent", async () => {
    const provider = fakeProvider();
    const promptrail = await createPromptrail(project(provider));
    await expect(promptrail.call("score", {})).rejects.toMatchObject({
      code: "template",
      path: "text",
    });
    expect(provider.calls).toEqual([]);
  });

  test("takes a variable that only a newer version reads, so that a rollback breaks no caller", async () => {
    const promptrail = await createPromptrail(project());
    const calls = { name: "Ada", tone: "warmly" };
    expect((await promptrail.call("greeting", calls, { version: 1 })).version).toBe(1);
  });

  test.each(["truncated", "refused", "content_filtered", "incomplete_stream"] as const)(
    "throws on an answer that is %s, unless the caller accepts it",
    async (outcome) => {
      const provider = fakeProvider({ answers: () => ({ outcome, text: "Hel" }) });
      const promptrail = await createPromptrail(project(provider));
      const call = promptrail.call("greeting", { name: "Ada" });
      await expect(call).rejects.toBeInstanceOf(OutcomeError);
      await expect(call).rejects.toMatchObject({
        outcome,
        result: { text: "Hel", success: false },
      });
      const accepted = await promptrail.call("greeting", { name: "Ada" }, { accept: [outcome] });
      expect(accepted).toMatchObject({ outcome, success: false });
    },
  );

  test("does not take tool use for success where the version declares no tools", async () => {
    const provider = fakeProvider({ answers: [{ outcome: "tool_use" }] });
    const promptrail = await createPromptrail(project(provider));
    await expect(promptrail.call("greeting", { name: "Ada" })).rejects.toMatchObject({
      outcome: "tool_use",
    });
  });

  test.each([
    ['{"score": 1}', "ok", { score: 1 }],
    ['{"score": "high"}', "invalid_output", null],
    ["The score is 1.", "invalid_output", null],
  ] as const)("reads %j by the output schema", async (text, outcome, data) => {
    const provider = fakeProvider({ answers: [text] });
    const promptrail = await createPromptrail(project(provider));
    const result = await promptrail.call("score", { text: "x" }, { accept: ["invalid_output"] });
    expect(result).toMatchObject({ outcome, data });
  });
});

describe("the call log", () => {
  test("holds every call with the version that ran, also one that failed", async () => {
    const failure = new ProviderError({
      kind: "auth",
      provider: "fake",
      reason: "No such key.",
      status: 401,
    });
    const provider = fakeProvider({
      answers: ["Hi.", { outcome: "truncated", text: "H" }, failure],
    });
    const promptrail = await createPromptrail(project(provider));
    await promptrail.call("greeting", { name: "Ada" });
    await expect(promptrail.call("greeting", { name: "Bob" })).rejects.toThrow(/truncated/);
    await expect(promptrail.call("greeting", { name: "Cy" })).rejects.toBe(failure);
    await promptrail.flush();
    const records = await promptrail.calls.read({ limit: 10 });
    const byName = new Map(records.map((record) => [JSON.stringify(record.context), record]));
    expect(byName.get('{"name":"Ada"}')).toMatchObject({
      version: 2,
      contentHash: greetingV2.contentHash,
      success: true,
      outcome: "ok",
    });
    expect(byName.get('{"name":"Bob"}')).toMatchObject({ success: false, outcome: "truncated" });
    expect(byName.get('{"name":"Cy"}')).toMatchObject({
      success: false,
      outcome: null,
      error: { code: "provider_failed" },
    });
  });

  test("keeps records that the log did not take, and loses none when it is back", async () => {
    const log = createMemoryCallLog();
    let away = true;
    const store = memory();
    const problems: unknown[] = [];
    const flaky = {
      ...store,
      open: async (settings: Parameters<typeof store.open>[0]) => ({
        ...(await store.open(settings)),
        calls: {
          ...log,
          append: async (records: Parameters<typeof log.append>[0]) => {
            if (away) throw new Error("away");
            await log.append(records);
          },
        },
      }),
    };
    const config = { ...project(), store: flaky };
    const promptrail = await createPromptrail(config, {
      onProblem: (error) => problems.push(error),
    });
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.flush();
    expect(problems).toHaveLength(1);
    away = false;
    await promptrail.flush();
    expect(await log.read({ limit: 10 })).toHaveLength(1);
  });
});

describe("stream", () => {
  test("gives the text as it comes, and the outcome last", async () => {
    const provider = fakeProvider({ answers: [{ outcome: "truncated", text: "Hel" }] });
    const promptrail = await createPromptrail(project(provider));
    const events = [];
    for await (const event of promptrail.stream("greeting", { name: "Ada" })) events.push(event);
    expect(events).toMatchObject([
      { type: "text-delta", text: "Hel" },
      { type: "finish", result: { outcome: "truncated", success: false, version: 2 } },
    ]);
  });

  test("records a reader who goes away", async () => {
    const promptrail = await createPromptrail(project());
    for await (const _event of promptrail.stream("greeting", { name: "Ada" })) break;
    await promptrail.flush();
    const [record] = await promptrail.calls.read({ limit: 1 });
    expect(record).toMatchObject({ success: false, error: { data: { kind: "cancelled" } } });
  });
});

describe("shadow", () => {
  const shadow = definePrompt({
    family: "greeting",
    version: 4,
    status: "shadow",
    changelog: "Tried beside v2.",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: "Shadow {{ name }}.",
  });
  const config = (provider: ReturnType<typeof fakeProvider>) => ({
    ...project(provider),
    prompts: [greetingV1, greetingV2, shadow, scoreV1],
  });

  test("runs beside the active version on the same input, and stores the pair", async () => {
    const promptrail = await createPromptrail(config(fakeProvider({ answers: () => "Hi." })));
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.flush();
    const [pair] = await promptrail.shadowPairs({ family: "greeting" });
    expect(pair).toMatchObject({
      active: { version: 2, lane: "production", context: { name: "Ada" } },
      shadow: { version: 4, lane: "shadow", context: { name: "Ada" } },
    });
  });

  test("never fails or delays the call that it runs beside", async () => {
    const provider = fakeProvider({
      answers: ({ messages }) =>
        JSON.stringify(messages).includes("Shadow") ? new Error("The shadow broke.") : "Hi.",
    });
    const problems: unknown[] = [];
    const promptrail = await createPromptrail(config(provider), {
      onProblem: (error) => problems.push(error),
    });
    expect((await promptrail.call("greeting", { name: "Ada" })).text).toBe("Hi.");
    await promptrail.flush();
    expect(problems).toHaveLength(1);
  });
});
