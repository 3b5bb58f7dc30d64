import { type Decision, PromptrailError } from "@promptrail/core";
import type { Snapshot, StatusSource } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { expect, test, vi } from "vitest";
import { VersionCatalog } from "../../src/catalog/version-catalog.js";
import { ProblemBoard } from "../../src/problems/problem-board.js";
import { loadProject } from "../../src/project/load-project.js";
import { Signal } from "../../src/signal.js";
import { LiveStatus } from "../../src/state/live-status.js";
import { StateJudge } from "../../src/state/state-judge.js";
import { StatusFollower } from "../../src/state/status-follower.js";
import { toDeclaredSnapshot } from "../../src/state/to-declared-snapshot.js";
import { project } from "../prompts.js";

type Read = PromiseWithResolvers<Snapshot>;

/** A source that answers when and what the test says, and tells what the test tells. */
function scriptedSource() {
  const reads: Read[] = [];
  const histories: PromiseWithResolvers<readonly Decision[]>[] = [];
  let tell: (snapshot: Snapshot) => void = () => {};
  const source = {
    readSnapshot: () => {
      const read = Promise.withResolvers<Snapshot>();
      reads.push(read);
      return read.promise;
    },
    readHistory: () => {
      const asked = Promise.withResolvers<readonly Decision[]>();
      histories.push(asked);
      return asked.promise;
    },
    readVersion: vi.fn<StatusSource["readVersion"]>(async () => null),
    watch: async (_revision: number, onSnapshot: (snapshot: Snapshot) => void) => {
      tell = onSnapshot;
      return async () => {};
    },
  };
  return { source, reads, histories, tell: (snapshot: Snapshot) => tell(snapshot) };
}

/** A process that follows the source, at revision 5. */
async function startFollowing() {
  const script = scriptedSource();
  const { source, reads } = script;
  const { registry, renderer } = loadProject(project(), "production");
  const reported: unknown[] = [];
  const problems = new ProblemBoard((error) => reported.push(error));
  const declared = { ...toDeclaredSnapshot(registry, "production"), storeId: "store" };
  const live = new LiveStatus(declared);
  const follower = new StatusFollower({
    source,
    live,
    problems,
    judge: new StateJudge({ live, history: source, isTrusted: false }),
    catalog: new VersionCatalog(registry, { filters: [], functions: [] }, renderer),
    applied: new Signal(problems.tell),
    answered: new Signal(problems.tell),
  });
  const at = (revision: number, history = "lost"): Snapshot => ({
    ...declared,
    revision,
    headHash: `${history}-${revision}`,
  });
  const answer = async (count: number, snapshot: Snapshot) => {
    await vi.waitFor(() => expect(reads).toHaveLength(count));
    reads.at(-1)?.resolve(snapshot);
  };
  const first = follower.read();
  await answer(1, at(5));
  await first;
  await follower.watch();
  return { ...script, live, follower, problems, reported, at, answer };
}

const recovered = (revision: number): Decision => ({
  revision,
  family: "greeting",
  fromVersion: 2,
  toVersion: 2,
  previousHash: "",
  hash: "",
  actor: "ada",
  source: "cli",
  reason: "A test.",
  decidedAt: new Date(0),
  idempotencyKey: null,
  evidenceId: null,
  override: null,
  change: { kind: "recovered", kept: null, lostRevision: 5 },
});

test("a state from before a recovery that is judged after it leaves no problem", async () => {
  const { live, histories, problems, reported, at, answer, follower, tell } =
    await startFollowing();
  const old = follower.apply(at(6, "new"));
  tell(at(7, "new"));
  // Both are looked up in the history: the newer one holds a recovery, and is known first.
  const answerHistory = async (index: number, decisions: readonly Decision[]) => {
    await vi.waitFor(() => expect(histories.length).toBeGreaterThan(index));
    histories[index]?.resolve(decisions);
  };
  await answerHistory(1, [recovered(5)]);
  await answerHistory(2, [recovered(7)]);
  await vi.waitFor(() => expect(live.current.snapshot.revision).toBe(7));
  await answerHistory(0, [recovered(5)]);
  await answerHistory(3, []);
  await answer(2, at(7, "new"));
  await old;
  expect(problems.current).toEqual([]);
  expect(reported).toEqual([]);
});

test("a state that is refused again when it is read anew is a problem, until a good one comes", async () => {
  const { live, reads, problems, reported, at, answer, tell } = await startFollowing();
  tell(at(4));
  expect(problems.current).toEqual([]);
  await answer(2, at(4));
  await vi.waitFor(() => expect(problems.has("state_regression")).toBe(true));
  tell(at(5));
  expect(problems.current).toEqual([]);
  expect(live.current.snapshot).toEqual(at(5));
  expect([reads.length, reported.length]).toEqual([2, 1]);
});

test("a second look that was under way while a recovery was applied is no proof either", async () => {
  const { live, reads, problems, at, answer, follower } = await startFollowing();
  const late = follower.apply(at(4));
  await vi.waitFor(() => expect(reads).toHaveLength(2));
  const next = follower.apply(at(6), at(5));
  await next;
  expect(live.current.snapshot).toEqual(at(6));
  reads.at(-1)?.resolve(at(4));
  await answer(3, at(6));
  await late;
  expect(problems.current).toEqual([]);
});

test("a source that cannot be read anew is away, and nothing worse is said of it", async () => {
  const { problems, reads, at, tell } = await startFollowing();
  tell(at(4));
  await vi.waitFor(() => expect(reads).toHaveLength(2));
  reads.at(-1)?.reject(new PromptrailError("store_unavailable", "The store is away."));
  await vi.waitFor(() => expect(problems.current).toMatchObject([{ code: "store_unavailable" }]));
});

test("a process that has ended does not read anew", async () => {
  const { problems, reads, at, follower } = await startFollowing();
  await follower.stop();
  await follower.apply(at(4));
  expect([reads.length, problems.current]).toEqual([1, []]);
});

test("what a late look finds missing says nothing of the state that was applied meanwhile", async () => {
  const { live, problems, source, at, answer, follower } = await startFollowing();
  const withActive = (revision: number, activeVersion: number): Snapshot => ({
    ...at(revision),
    families: at(revision).families.map((state) =>
      state.family === "greeting" ? { ...state, activeVersion } : state,
    ),
  });
  await follower.apply(withActive(6, 8), at(5));
  expect(problems.has("active_unavailable")).toBe(true);
  const slow = Promise.withResolvers<null>();
  source.readVersion.mockReturnValueOnce(slow.promise);
  const mending = follower.mend();
  await answer(2, withActive(6, 8));
  await vi.waitFor(() => expect(source.readVersion).toHaveBeenCalledTimes(2));
  await follower.apply(withActive(7, 9), withActive(6, 8));
  slow.resolve(null);
  await mending;
  expect(live.current.snapshot.revision).toBe(7);
  const { message } = problems.current.find(({ code }) => code === "active_unavailable") ?? {};
  expect(message).toContain(versionKey("greeting", 9));
});
