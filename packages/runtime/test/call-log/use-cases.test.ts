import { createCallId } from "@promptrail/core/call-log";
import { expect, test } from "vitest";
import { plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import { startRuntime } from "../lifecycle/start-runtime.js";

const hour = 3_600_000;
const now = new Date("2026-11-30T12:30:00Z");
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

function reported(changes: Parameters<typeof plainRecord>[0] = {}) {
  const { startedAt = ago(1_000) } = changes;
  return plainRecord({ id: createCallId(startedAt), startedAt, ...changes });
}

const plain = reported();

const open = () => startRuntime({}, { now: () => now });

test("calls of elsewhere are taken once, redacted, and found by their id", async () => {
  const { promptrail } = await open();
  const call = reported({ text: "Write to ada@lovelace.example.", subject: "ada" });
  await promptrail.calls.report([call]);
  await promptrail.calls.report([call]);
  expect(await promptrail.calls.read({ limit: 9 })).toHaveLength(1);
  const found = await promptrail.calls.find(call.id);
  expect(found.text).toBe("Write to [email].");
  await expect(promptrail.calls.find("other")).rejects.toMatchObject({ code: "unknown_call" });
});

test("what a vendor or its gateway writes as it likes is redacted, too: models, ids, stop reasons", async () => {
  const { promptrail } = await open();
  const key = "sk-ant-api03-0123456789abcdef";
  const told = { answeredModel: key, requestId: key, stopReason: "ada@lovelace.example" };
  const { provider, requestedModel: model, startedAt, usage } = plain;
  const sent = { provider, model, startedAt, usage, fallback: false, latencyMs: 1, cost: null };
  const ended = { outcome: "ok" as const, failure: null, pricesAsOf: null };
  const attempts = [{ ...sent, ...ended, requestId: key }];
  const messages = [
    {
      role: "assistant" as const,
      content: [{ type: "tool_call" as const, id: key, name: "look", input: {} }],
    },
    {
      role: "user" as const,
      content: [{ type: "tool_result" as const, toolCallId: key, text: "Found.", isError: false }],
    },
  ];
  const call = reported({ ...told, attempts, messages });
  await promptrail.calls.report([call]);
  const found = await promptrail.calls.find(call.id);
  expect(JSON.stringify(found)).not.toMatch(/sk-ant|lovelace/);
  expect([found.answeredModel, found.requestId, found.stopReason]).toEqual([
    "[key]",
    "[key]",
    "[email]",
  ]);
  expect(found.attempts.map(({ requestId }) => requestId)).toEqual(["[key]"]);
});

test("a report that cannot be true is refused as a whole", async () => {
  const { promptrail } = await open();
  const good = reported();
  const wrong = [
    [reported({ family: "others" }), "unknown_family"],
    [reported({ id: "1" }), "request_invalid"],
    [reported({ startedAt: ago(-hour) }), "request_invalid"],
    [reported({ startedAt: ago(200 * hour) }), "request_invalid"],
    [reported({ subject: "" }), "request_invalid"],
    // The same id with another begin would be a second call.
    [reported({ id: createCallId(ago(24 * hour)) }), "request_invalid"],
    [reported({ cost: -5 }), "request_invalid"],
    [reported({ cost: 1e308 }), "request_invalid"],
    [reported({ durationMs: Number.NaN }), "request_invalid"],
    [reported({ usage: { ...plain.usage, input: Number.MAX_SAFE_INTEGER } }), "request_invalid"],
    [reported({ usage: { ...plain.usage, output: 1.5 } }), "request_invalid"],
    [reported({ step: 1e300 }), "request_invalid"],
    [reported({ version: 2 ** 31 }), "request_invalid"],
    [reported({ requestedModel: "m".repeat(501) }), "request_invalid"],
    [reported({ runId: "sk-ant-api03-0123456789abcdef" }), "request_invalid"],
  ] as const;
  const gap = {
    reason: "queue_full",
    lost: "calls",
    family: "greeting",
    lane: "production",
  } as const;
  const times = { from: ago(2_000), to: ago(1_000) };
  for (const count of [0, 1.5, 1e12]) {
    const lost = { id: createCallId(ago(2_000)), ...gap, ...times, count };
    await expect(promptrail.calls.report([good], [lost])).rejects.toMatchObject({
      code: "request_invalid",
    });
  }
  for (const [call, code] of wrong) {
    await expect(promptrail.calls.report([good, call])).rejects.toMatchObject({ code });
  }
  expect(await promptrail.calls.read({ limit: 9 })).toEqual([]);
});

test("a search names a family, a text and at most seven days", async () => {
  const { promptrail } = await open();
  await promptrail.calls.report([reported({ text: "The Parcel is late." })]);
  const search = { family: "greeting", since: ago(hour), text: "parcel" };
  const { calls, searchedSince } = await promptrail.calls.search(search);
  expect(calls).toMatchObject([{ text: "The Parcel is late." }]);
  expect(searchedSince).toBeNull();
  for (const wrong of [
    { since: ago(24 * 8 * hour) },
    { since: new Date("never") },
    { text: " " },
    { family: "" },
    { before: ago(2 * hour) },
  ]) {
    await expect(promptrail.calls.search({ ...search, ...wrong })).rejects.toMatchObject({
      code: "request_invalid",
    });
  }
});

test("a search that names no time looks through seven days before its end", async () => {
  const { promptrail } = await open();
  await promptrail.calls.report([reported({ text: "The Parcel is late." })]);
  const listed = await promptrail.calls.list({ family: "greeting", text: "parcel" });
  expect(listed.calls).toMatchObject([{ text: "The Parcel is late." }]);
  const earlier = { family: "greeting", text: "parcel", before: ago(24 * 30 * hour) };
  expect(await promptrail.calls.list(earlier)).toEqual({ calls: [], searchedSince: null });
});

test("usage tells calls, tokens, cost, latency, success and what was lost, in the groups that are asked for", async () => {
  const { promptrail } = await open();
  const usage = { ...reported().usage, input: 10, output: 5 };
  await promptrail.calls.report([
    ...Array.from({ length: 99 }, () => reported({ durationMs: 100, usage, cost: 0.01 })),
    reported({ durationMs: 4_000, usage, success: false, outcome: "refused" }),
    reported({ family: "score", durationMs: 10 }),
  ]);
  const since = ago(2 * hour);
  const { groups, lostCalls } = await promptrail.calls.usage({ since, by: ["family"] });
  expect(groups).toMatchObject([
    { key: { family: "greeting" }, calls: 100, successShare: 0.99, inputTokens: 1_000 },
    { key: { family: "score" }, calls: 1, successShare: 1, inputTokens: null, cost: null },
  ]);
  const [greeting] = groups;
  expect(greeting?.cost).toBeCloseTo(0.99);
  expect(greeting?.pricedCalls).toBe(99);
  expect(greeting?.latency?.p50).toBeGreaterThan(90);
  expect(greeting?.latency?.p95).toBeLessThan(110);
  expect(greeting?.lostCalls).toBe(0);
  expect(lostCalls).toBe(0);
  const byOutcome = await promptrail.calls.usage({ since, family: "greeting", by: ["outcome"] });
  expect(byOutcome.groups.map(({ key, lostCalls: lost }) => [key.outcome, lost])).toEqual([
    ["ok", null],
    ["refused", null],
  ]);
  const wrong: string[] = ["famly"];
  await expect(
    // What comes over a wire may be anything.
    promptrail.calls.usage({ since, by: JSON.parse(JSON.stringify(wrong)) }),
  ).rejects.toThrow(/Usage cannot be told by "famly".*family/);
});

test("a subject that is erased is gone, and is not kept again", async () => {
  const { promptrail } = await open();
  await promptrail.calls.report([reported({ subject: "ada" }), reported({ subject: "bob" })]);
  await promptrail.flush();
  const erasure = await promptrail.calls.erase("ada", { actor: "dpo" });
  expect(erasure).toMatchObject({ actor: "dpo", calls: 1, askedAt: now });
  expect(erasure.subject).not.toContain("ada");
  await promptrail.calls.report([reported({ subject: "ada" })]);
  expect(await promptrail.calls.read({ limit: 9 })).toHaveLength(1);
  expect(await promptrail.calls.erasures()).toEqual([erasure]);
  await expect(promptrail.calls.erase("", { actor: "dpo" })).rejects.toMatchObject({
    code: "request_invalid",
  });
  expect(await promptrail.calls.upkeep()).toMatchObject({ moved: 0 });
});
