import { expect, test } from "vitest";
import { plainCall } from "../../../../../tooling/test/records/plain-record.ts";
import type { BackendView } from "./backend.js";
import { readPairs } from "./read-pairs.js";

function pairAt(ms: number) {
  const startedAt = new Date(ms);
  return {
    active: plainCall({ id: `a${ms}`, startedAt }),
    shadow: plainCall({ id: `s${ms}`, shadowOf: `a${ms}`, lane: "shadow", startedAt }),
  };
}

/** The newest page has shadow runs whose calls are not there. */
const pages = [
  { pairs: [], unpaired: 100, nextBefore: new Date(900) },
  { pairs: [pairAt(800), pairAt(700)], unpaired: 1, nextBefore: new Date(700) },
  { pairs: [pairAt(600)], unpaired: 0, nextBefore: null },
];

function read(limit: number) {
  const left = [...pages];
  const shadowPairs: BackendView["shadowPairs"] = async () => {
    const page = left.shift();
    if (page === undefined) throw new Error("There is no such page.");
    return { family: "greeting", ...page };
  };
  const { signal } = new AbortController();
  return readPairs({ shadowPairs }, { family: "greeting", limit, signal, onProgress: () => {} });
}

test.each([
  [1, ["a800"], 101, new Date(800)],
  [2, ["a800", "a700"], 101, new Date(700)],
  [20, ["a800", "a700", "a600"], 101, null],
] as const)(
  "of %s pairs none is missed for a newest page without one, and the next ones can be asked for",
  async (limit, ids, unpaired, nextBefore) => {
    const answer = await read(limit);
    expect(answer.pairs.map(({ active }) => active.id)).toEqual(ids);
    expect(answer).toMatchObject({ unpaired, nextBefore });
  },
);
