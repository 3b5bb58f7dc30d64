import type { Decision, RollbackAllReport } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core";
import {
  type FamilyState,
  type FaultyModel,
  type OpenStore,
  oneAtATime,
  verifyHistory,
} from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { rollbackAll } from "../../src/decisions/many/rollback-all.js";
import type { RollbackAllRequest } from "../../src/decisions/many/rollback-all-request.js";
import {
  type DrawnFamily,
  drawnFamily,
  expectTarget,
  faultyModel,
  openFamilies,
} from "./model-families.js";

const by = { actor: "ada", reason: "The model answers nonsense." } as const;

function toRequest({ provider, model }: FaultyModel): RollbackAllRequest {
  return { ...by, provider: provider ?? undefined, model: model ?? undefined };
}

function ask(store: OpenStore, request: RollbackAllRequest): Promise<RollbackAllReport> {
  return rollbackAll({ store, inTurn: oneAtATime(), applied: async () => {} }, request);
}

async function readHistory({ status }: OpenStore): Promise<readonly Decision[]> {
  const history = await status.readHistory({ family: null, limit: 100_000, before: null });
  return history.toReversed();
}

/** What a family's decisions lead to, without revisions and times. */
const toOutcome = (state: FamilyState) => ({
  family: state.family,
  activeVersion: state.activeVersion,
  leftVersions: state.leftVersions,
  activatedVersions: state.activatedVersions,
  hold: state.hold?.reason ?? null,
});

async function readOutcomes({ status }: OpenStore) {
  return (await status.readSnapshot()).families.map(toOutcome);
}

const told = ({ rolledBack, left, asFallback, activeModels }: RollbackAllReport) => ({
  rolledBack: rolledBack.map(({ family, rolledBackFrom, rolledBackTo }) => ({
    family,
    rolledBackFrom,
    rolledBackTo,
  })),
  left,
  asFallback,
  activeModels,
});

/** As many families as take several transactions. */
function repeat(shapes: readonly DrawnFamily[], count: number): readonly DrawnFamily[] {
  return Array.from({ length: count }, (_each, index) => shapes[index % shapes.length]).filter(
    (each) => each !== undefined,
  );
}

describe("a rollback of every family on a faulty model", () => {
  const shapes = fc.array(drawnFamily, { minLength: 1, maxLength: 12 });

  test("goes where a simple rule says, and does what its preview tells", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, faultyModel, async (drawn, faulty) => {
        const store = await openFamilies(drawn);
        const before = await readHistory(store);
        const expected = drawn.map((family, index) => {
          const name = `family_${index}`;
          const ofFamily = before.filter((decision) => decision.family === name);
          return expectTarget(family, ofFamily, faulty);
        });
        const preview = await ask(store, { ...toRequest(faulty), dryRun: true });
        expect(await readHistory(store)).toEqual(before);
        const report = await ask(store, toRequest(faulty));
        expect(told(report)).toEqual(told(preview));
        const decisions = (await readHistory(store)).slice(before.length);
        expect(decisions.map(({ family, toVersion }) => [family, toVersion])).toEqual(
          expected.flatMap((to, index) =>
            typeof to === "number" ? [[`family_${index}`, to]] : [],
          ),
        );
        expect(report.left.map(({ family, code }) => [family, code])).toEqual(
          expected.flatMap((to, index) =>
            to === null ? [[`family_${index}`, "not_eligible"]] : [],
          ),
        );
        for (const decision of decisions) {
          expect(decision).toMatchObject({ change: { kind: "rolled_back" }, reason: by.reason });
        }
        const snapshot = await store.status.readSnapshot();
        expect(verifyHistory(await readHistory(store), snapshot)).toEqual([]);
      }),
      { numRuns: randomRuns({ usual: 300, long: 5_000 }) },
    );
  });

  /** What becomes of a request for some commands: it fails before or after it is recorded, or is stopped. */
  const fate = fc.constantFrom("done", "lost before", "lost after", "stopped");

  test("ends alike however often it is interrupted, with one decision a family", async () => {
    const count = fc.integer({ min: 90, max: 330 });
    const fates = fc.array(fate, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(shapes, count, faultyModel, fates, async (few, many, faulty, drawn) => {
        const families = repeat(few, many);
        const [whole, broken] = [await openFamilies(families), await openFamilies(families)];
        const expected = await ask(whole, toRequest(faulty));
        const first = (await readHistory(broken)).length;
        const request = { ...toRequest(faulty), idempotencyKey: "run-1" };
        const report = await askUntilDone(broken, request, [...drawn]);
        expect(await readOutcomes(broken)).toEqual(await readOutcomes(whole));
        const decided = (await readHistory(broken)).slice(first).map(({ family }) => family);
        expect(new Set(decided).size).toBe(decided.length);
        // It tells of all that the run did, whichever request did it.
        const byName = (one: { readonly family: string }, other: { readonly family: string }) =>
          one.family.localeCompare(other.family);
        const [ours, theirs] = [report, expected].map((each) =>
          told(each).rolledBack.toSorted(byName),
        );
        expect(ours).toEqual(theirs);
        expect(report.left).toEqual(expected.left);
      }),
      { numRuns: randomRuns({ usual: 20, long: 300 }) },
    );
  });
});

/** Repeats a request with its key until nothing remains; its first transactions have these fates. */
async function askUntilDone(
  store: OpenStore,
  request: RollbackAllRequest,
  fates: string[],
): Promise<RollbackAllReport> {
  for (;;) {
    const stopping = new AbortController();
    const away = new PromptrailError("store_unavailable", "The store did not answer.");
    const decideAll: OpenStore["status"]["decideAll"] = async (commands) => {
      expect(commands.length).toBeLessThanOrEqual(100);
      const fate = fates.shift();
      if (fate === "lost before") throw away;
      const outcomes = await store.status.decideAll(commands);
      if (fate === "lost after") throw away;
      if (fate === "stopped") stopping.abort();
      return outcomes;
    };
    const spoiled = { ...store, status: { ...store.status, decideAll } };
    try {
      const report = await ask(spoiled, { ...request, signal: stopping.signal });
      if (report.remaining === 0) return report;
    } catch (error) {
      expect(error).toMatchObject({
        code: "store_unavailable",
        data: { idempotency_key: request.idempotencyKey },
      });
    }
  }
}
