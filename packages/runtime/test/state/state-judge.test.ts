import { type Decision, memory, PromptrailError } from "@promptrail/core";
import type { Snapshot, SnapshotHead } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { LiveStatus } from "../../src/state/live-status.js";
import { type JudgePorts, StateJudge } from "../../src/state/state-judge.js";

async function startLive(ports: Partial<JudgePorts> = {}) {
  const store = await memory().open({ environment: "production", projectFolder: "." });
  const snapshot = await store.status.readSnapshot();
  const live = new LiveStatus(snapshot);
  const { status: history } = store;
  const judge = new StateJudge({ live, history, isTrusted: false, ...ports });
  const at = (revision: number, headHash = `hash-${revision}`): Snapshot => ({
    ...snapshot,
    revision,
    headHash,
  });
  /** Applies what may be applied. */
  const take = async (next: Snapshot, follows: SnapshotHead | null = null) => {
    const verdict = await judge.judge(next, follows);
    if (verdict === "newer") live.apply(next);
    return verdict;
  };
  return { live, judge, at, take };
}

const refused = expect.objectContaining({ code: "state_regression" });

test("a state that is applied already is told from another one of its revision", async () => {
  const { judge, at, take } = await startLive();
  expect(await take(at(5))).toBe("newer");
  expect(judge.judge(at(5, "another"), null)).toEqual(refused);
  expect(judge.judge(at(5), null)).toBe("same");
});

test("a source that goes back right after its first state is refused", async () => {
  const { live, at, take } = await startLive();
  expect(await take(at(5))).toBe("newer");
  expect(await take(at(4))).toEqual(refused);
  expect(live.current.snapshot.revision).toBe(5);
});

test("a source that does not have this process's own decision yet is behind", async () => {
  const { live, at, take } = await startLive();
  expect(await take(at(5))).toBe("newer");
  live.apply(at(6));
  expect(await take(at(5))).toBe("behind");
});

describe("a newer state", () => {
  /** A history whose decision of revision 5 has that hash. */
  const history = (hash: string) => ({
    readHistory: async (): Promise<readonly Decision[]> => [
      {
        revision: 5,
        family: "greeting",
        fromVersion: 2,
        toVersion: 1,
        previousHash: "",
        hash,
        actor: "ada",
        source: "cli",
        reason: "A test.",
        decidedAt: new Date(0),
        idempotencyKey: null,
        change: { kind: "drilled" },
        evidenceId: null,
        override: null,
      },
    ],
  });
  const away = () => Promise.reject(new PromptrailError("store_unavailable", "It is away."));

  test("that follows what is applied is taken at once, without a question", async () => {
    const { judge, at, take } = await startLive({ history: { readHistory: away } });
    await take(at(5));
    expect(judge.judge(at(6), at(5))).toBe("newer");
  });

  test.each([
    ["nothing", null],
    ["another state of that revision", { revision: 5, headHash: "another" }],
    ["an older one", { revision: 4, headHash: "hash-4" }],
  ])("that is said to follow %s is judged by its history", async (_title, point) => {
    for (const [hash, verdict] of [
      ["hash-5", "newer"],
      ["another", refused],
    ] as const) {
      const { at, take } = await startLive({ history: history(hash) });
      await take(at(5));
      expect(await take(at(6), point === null ? null : { ...at(5), ...point })).toEqual(verdict);
    }
  });

  test("whose history cannot be read is not taken from a store, and is from a server", async () => {
    const { at, take } = await startLive({ history: { readHistory: away } });
    await take(at(5));
    await expect(take(at(6))).rejects.toMatchObject({ code: "store_unavailable" });
    const server = await startLive({ history: { readHistory: away }, isTrusted: true });
    await server.take(server.at(5));
    expect(await server.take(server.at(6))).toBe("newer");
  });

  test("is judged anew where another one was applied while its history was asked", async () => {
    const answer = Promise.withResolvers<never[]>();
    const { live, judge, at, take } = await startLive({
      history: { readHistory: () => answer.promise },
    });
    await take(at(5));
    const verdict = judge.judge(at(6), null);
    live.apply(at(7));
    answer.resolve([]);
    expect(await verdict).toBe("behind");
    expect(live.current.snapshot.revision).toBe(7);
  });
});
