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

test("a report that cannot be true is refused as a whole", async () => {
  const { promptrail } = await open();
  const good = reported();
  const wrong = [
    [reported({ family: "others" }), "unknown_family"],
    [reported({ id: "1" }), "request_invalid"],
    [reported({ startedAt: ago(-hour) }), "request_invalid"],
    [reported({ startedAt: ago(200 * hour) }), "request_invalid"],
    [reported({ subject: "" }), "request_invalid"],
  ] as const;
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
