import { type CallRecord, PromptrailError } from "@promptrail/core";
import { expect, test } from "vitest";
import { plainCall } from "../../../../../tooling/test/records/plain-record.ts";
import type { BackendView } from "../../project/live/backend.js";
import { collectPairs } from "./collect-pairs.js";

function pairOf(
  id: string,
  versions: readonly [number, number],
  changes: Partial<CallRecord> = {},
) {
  const [active, shadow] = versions;
  const answered = { text: `by v${active}`, ...changes, startedAt: new Date(1_000) };
  return {
    active: plainCall({ id, version: active, ...answered }),
    shadow: plainCall({ id: `s-${id}`, version: shadow, text: `by v${shadow}`, lane: "shadow" }),
  };
}

type Page = Awaited<ReturnType<BackendView["shadowPairs"]>>;

const pages: readonly Omit<Page, "family">[] = [
  { pairs: [pairOf("1", [2, 3], { subject: "s1" })], unpaired: 1, nextBefore: new Date(900) },
  { pairs: [], unpaired: 0, nextBefore: new Date(800) },
  { pairs: [pairOf("2", [3, 2]), pairOf("1", [2, 3])], unpaired: 2, nextBefore: null },
];

function collect(usage: BackendView["usage"], signal = new AbortController().signal) {
  const asked: unknown[] = [];
  const shadowPairs: BackendView["shadowPairs"] = async (request) => {
    const page = pages[asked.length];
    asked.push(request.before);
    if (page === undefined) throw new Error("There is no such page.");
    return { family: "greeting", ...page };
  };
  const versions = { family: "greeting", a: 2, b: 3, since: undefined, limit: 9 };
  const collecting = collectPairs(
    { shadowPairs, usage },
    { ...versions, signal, onProgress: () => {} },
  );
  return { collecting, asked };
}

const forbidden = async () => {
  throw new PromptrailError("forbidden", "The key has no scope logs.");
};

test("pages are followed to the last, each call counts once, and side a is its version's", async () => {
  const { collecting, asked } = collect(forbidden);
  const { pairs, lost } = await collecting;
  expect(asked).toEqual([undefined, new Date(900), new Date(800)]);
  expect(pairs).toMatchObject([
    { id: "1", cluster: "s1", a: { text: "by v2" }, b: { text: "by v3" } },
    { id: "2", cluster: null, a: { text: "by v2" }, b: { text: "by v3" } },
  ]);
  // A key that may not see the log's figures knows of no gaps: that is not 0.
  expect(lost).toMatchObject({ unpaired: 3, unlogged: null, shed: null });
});

test("gaps of the shadow lane are counted since the oldest pair", async () => {
  const since: (Date | undefined)[] = [];
  const { collecting } = collect(async (request) => {
    since.push(request?.since);
    return { groups: [], lostCalls: 7, lostBodies: 0 };
  });
  expect((await collecting).lost.unlogged).toBe(0);
  expect(since).toEqual([new Date(1_000)]);
});

test("a stop ends it before the next page", async () => {
  const stop = new AbortController();
  stop.abort(new Error("Stopped"));
  const { collecting, asked } = collect(forbidden, stop.signal);
  await expect(collecting).rejects.toThrow("Stopped");
  expect(asked).toEqual([]);
});
