import { type Decision, memory, PromptrailError } from "@promptrail/core";
import type { Snapshot, SnapshotHead } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { ProblemBoard } from "../../src/problems/problem-board.js";
import { LiveStatus } from "../../src/state/live-status.js";
import { type JudgePorts, StateJudge } from "../../src/state/state-judge.js";

async function startLive(ports: Partial<JudgePorts> = {}) {
  const store = await memory().open({ environment: "production", projectFolder: "." });
  const snapshot = await store.status.readSnapshot();
  const problems = new ProblemBoard(() => {});
  const live = new LiveStatus(snapshot);
  const { status: history } = store;
  const judge = new StateJudge({ live, history, isTrusted: false, problems, ...ports });
  const at = (revision: number, headHash = `hash-${revision}`): Snapshot => ({
    ...{ ...snapshot, revision, headHash },
  });
  /** As the follower does. */
  const take = async (next: Snapshot, follows: SnapshotHead | null = null) =>
    (await judge.mayApply(next, follows)) && live.apply(next);
  return { problems, live, judge, at, take };
}

test("a step back that is told late ends as soon as the source tells what is applied", async () => {
  const { problems, judge, at, take } = await startLive();
  expect(await take(at(5))).toBe(true);
  problems.tell(new PromptrailError("stale_state", "state_regression: the store went back."));
  expect(judge.mayApply(at(5, "another"), null)).toBe(false);
  expect(problems.has("state_regression")).toBe(true);
  expect(judge.mayApply(at(5), null)).toBe(false);
  expect(problems.current).toEqual([]);
});

test("a source that goes back right after its first state is reported", async () => {
  const { problems, live, at, take } = await startLive();
  expect(await take(at(5))).toBe(true);
  expect(await take(at(4))).toBe(false);
  expect(problems.current).toMatchObject([{ code: "state_regression" }]);
  expect(live.current.snapshot.revision).toBe(5);
});

describe("a newer state", () => {
  /** A history whose decision of revision 5 has that hash. */
  const history = (hash: string) => ({
    readHistory: async (): Promise<readonly Decision[]> => [
      {
        ...{
          revision: 5,
          family: "greeting",
          fromVersion: 2,
          toVersion: 1,
          previousHash: "",
          hash,
        },
        ...{ actor: "ada", source: "cli", reason: "A test.", decidedAt: new Date(0) },
        ...{ idempotencyKey: null, change: { kind: "drilled" } },
        ...{ evidenceId: null, override: null },
      },
    ],
  });
  const away = () => Promise.reject(new PromptrailError("store_unavailable", "It is away."));

  test("that follows what is applied is taken at once, without a question", async () => {
    const { judge, at, take } = await startLive({ history: { readHistory: away } });
    await take(at(5));
    expect(judge.mayApply(at(6), at(5))).toBe(true);
  });

  test.each([
    ["nothing", null],
    ["another state of that revision", { revision: 5, headHash: "another" }],
    ["an older one", { revision: 4, headHash: "hash-4" }],
  ])("that is said to follow %s is judged by its history", async (_title, point) => {
    for (const [hash, isTaken] of [
      ["hash-5", true],
      ["another", false],
    ] as const) {
      const { problems, at, take } = await startLive({ history: history(hash) });
      await take(at(5));
      expect(await take(at(6), point === null ? null : { ...at(5), ...point })).toBe(isTaken);
      expect(problems.has("state_regression")).toBe(!isTaken);
    }
  });

  test("whose history cannot be read is not taken from a store, and is from a server", async () => {
    const { at, take } = await startLive({ history: { readHistory: away } });
    await take(at(5));
    await expect(take(at(6))).rejects.toMatchObject({ code: "store_unavailable" });
    const server = await startLive({ history: { readHistory: away }, isTrusted: true });
    await server.take(server.at(5));
    expect(await server.take(server.at(6))).toBe(true);
  });

  test("is judged anew where another one was applied while its history was asked", async () => {
    const answer = Promise.withResolvers<never[]>();
    const { live, judge, at, take } = await startLive({
      history: { readHistory: () => answer.promise },
    });
    await take(at(5));
    const verdict = judge.mayApply(at(6), null);
    live.apply(at(7));
    answer.resolve([]);
    expect(await verdict).toBe(false);
    expect(live.current.snapshot.revision).toBe(7);
  });
});
