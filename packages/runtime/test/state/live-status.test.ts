import { memory, PromptrailError } from "@promptrail/core";
import { expect, test } from "vitest";
import { ProblemBoard } from "../../src/problems/problem-board.js";
import { LiveStatus } from "../../src/state/live-status.js";

async function startLive() {
  const store = await memory().open({ environment: "production", projectFolder: "." });
  const snapshot = await store.status.readSnapshot();
  const problems = new ProblemBoard(() => {});
  const live = new LiveStatus(snapshot, problems);
  const at = (revision: number, headHash = `hash-${revision}`) => ({
    ...{ ...snapshot, revision, headHash },
  });
  return { problems, live, at };
}

test("a step back that is told late ends as soon as the source tells what is applied", async () => {
  const { problems, live, at } = await startLive();
  expect(live.accepts(at(5))).toBe(true);
  live.apply(at(5));
  problems.tell(new PromptrailError("stale_state", "state_regression: the store went back."));
  expect(live.accepts(at(5, "another"))).toBe(false);
  expect(problems.has("state_regression")).toBe(true);
  expect(live.accepts(at(5))).toBe(false);
  expect(problems.current).toEqual([]);
});

test("a source that goes back right after its first state is reported", async () => {
  const { problems, live, at } = await startLive();
  expect(live.accepts(at(5))).toBe(true);
  live.apply(at(5));
  expect(live.accepts(at(4))).toBe(false);
  expect(problems.current).toMatchObject([{ code: "state_regression" }]);
  expect(live.current.snapshot.revision).toBe(5);
});
