import { isPromptrailError } from "@promptrail/core";
import type { Command, FamilyState, Snapshot, StatusStore } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { openEnvironment } from "../../src/open-environment.js";
import type { SqlPool } from "../../src/sql/sql-pool.js";
import { declare, drill, promote, recover, resume, rollback, version } from "../commands.js";
import { type EngineDatabase, openPglite } from "../engines.js";

/** So seldom that polling has no part in it. */
const pollMs = 600_000;
const families = ["fraud_score", "product_description"] as const;
const family = fc.constantFrom(...families);
const number = fc.integer({ min: 1, max: 3 });

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(family, number, fc.integer({ min: 1, max: 4 })).map((each) => declare(...each)),
  fc.tuple(family, number).map((each) => promote(...each)),
  family.map((each) => rollback(each)),
  family.map(resume),
  family.map(drill),
  family.map((each) => recover(each, null, 3)),
);

/** How a notification fares on its way. */
const fate = fc.constantFrom("heard", "heard", "heard", "twice", "lost", "late", "forged");

/** A process's pool whose notifications the test hands over, and whose looks it counts. */
function openEar(inner: SqlPool) {
  let looks = 0;
  let tell: (payload: string) => void = () => {};
  const pool: SqlPool = {
    ...inner,
    query: (...statement) => {
      looks += 1;
      return inner.query(...statement);
    },
    listen: async (_channel, onPayload) => {
      tell = onPayload;
      return async () => {};
    },
  };
  return { pool, looks: () => looks, tell: (payload: string) => tell(payload) };
}

const sorted = (states: readonly FamilyState[]) =>
  states.toSorted((left, right) => left.family.localeCompare(right.family));

describe("what is announced", () => {
  let database: EngineDatabase;
  let inner: SqlPool;
  let environments = 0;
  beforeAll(async () => {
    database = await openPglite();
    inner = database.pool;
  });
  afterAll(() => database?.drop());

  const prepare = async () => {
    environments += 1;
    const environment = `announced-${environments}`;
    const settings = { environment, pollMs, release: async () => {} };
    const deciding = await openEnvironment({ ...settings, pool: inner, listen: false });
    const heard: string[] = [];
    const stopHearing = await inner.listen("promptrail_decision", (text) => heard.push(text), fail);
    await deciding.status.registerVersions(
      families.flatMap((each) => [1, 2, 3].map((at) => version(each, at))),
    );
    for (const each of families) await deciding.status.decide(declare(each, 1));
    const ear = openEar(inner);
    const following = await openEnvironment({ ...settings, pool: ear.pool, listen: true });
    const told: Snapshot[] = [];
    const problems: unknown[] = [];
    await following.status.watch(
      2,
      (snapshot) => told.push(snapshot),
      (error) => problems.push(error),
    );
    // The head, and the state that later news is put on.
    await expect.poll(ear.looks).toBe(2);
    heard.length = 0;
    const close = async () => {
      await stopHearing();
      await Promise.all([deciding.close(), following.close()]);
    };
    return { environment, status: deciding.status, heard, ear, told, problems, close };
  };

  test("is applied without a look at the database, decision by decision", async () => {
    const { status, heard, ear, told, problems, close } = await prepare();
    const looks = ear.looks();
    for (const to of [2, 3, 1, 2]) {
      await status.decide(promote("fraud_score", to));
      heard.splice(0).forEach(ear.tell);
      const { families: live, ...head } = await status.readSnapshot();
      expect(told.at(-1)).toMatchObject(head);
      expect(sorted(told.at(-1)?.families ?? [])).toEqual(sorted(live));
    }
    expect(ear.looks()).toBe(looks);
    expect(problems).toEqual([]);
    await close();
  });

  test("is one notification where a declaration waited for the decision", async () => {
    const { status, heard, ear, told, close } = await prepare();
    await status.decide(promote("fraud_score", 2));
    await status.decide(rollback("fraud_score"));
    // The hold keeps it waiting.
    await status.decide(declare("fraud_score", 3, 2));
    heard.splice(0).forEach(ear.tell);
    const { followUp, state } = await status.decide(resume("fraud_score"));
    expect(heard).toHaveLength(1);
    heard.forEach(ear.tell);
    expect(followUp?.revision).toBe(told.at(-1)?.revision);
    expect(told.at(-1)?.families).toContainEqual(state);
    expect(state.activeVersion).toBe(3);
    await close();
  });

  test("of someone without the key is never applied, and harms nothing", async () => {
    const { status, heard, ear, told, problems, close } = await prepare();
    await status.decide(promote("fraud_score", 2));
    const [own = ""] = heard.splice(0);
    const forge = (revision: number) => own.replace(/"revision":3/g, `"revision":${revision}`);
    const looks = ear.looks();
    ear.tell(forge(4));
    await expect.poll(ear.looks).toBe(looks + 1);
    // It looked: the database says that 3 is the last.
    await expect.poll(() => told.map(({ revision }) => revision)).toEqual([3]);
    ear.tell(forge(900));
    await expect.poll(ear.looks).toBe(looks + 2);
    ear.tell(own);
    await status.decide(promote("fraud_score", 3));
    heard.forEach(ear.tell);
    expect(told.map(({ revision }) => revision)).toEqual([3, 4]);
    expect(problems).toEqual([]);
    await close();
  });

  test("gives every process the states of the one history, whatever becomes of it on its way", async () => {
    const story = fc.array(fc.tuple(command, fate), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const { environment, status, heard, ear, told, problems, close } = await prepare();
        const states = new Map<number, Snapshot>();
        const forged = `${"A".repeat(43)}${JSON.stringify({ environment, revision: 99, decisions: [] })}`;
        const late: string[] = [];
        for (const [each, fares] of steps) {
          await decideIfAllowed(status, each);
          const snapshot = await status.readSnapshot();
          states.set(snapshot.revision, snapshot);
          const payloads = heard.splice(0);
          if (fares === "late") late.push(...payloads);
          toDelivery(fares, payloads, forged).forEach(ear.tell);
        }
        [...late, ""].forEach(ear.tell);
        const end = await status.readSnapshot();
        await expect.poll(() => told.at(-1)?.revision ?? 2).toBe(end.revision);
        requireOneHistory(told, states);
        expect(problems).toEqual([]);
        await close();
      }),
      { numRuns: randomRuns({ usual: 25, long: 500 }), endOnFailure: true },
    );
  });
});

function toDelivery(
  fares: "heard" | "twice" | "lost" | "late" | "forged",
  payloads: readonly string[],
  forged: string,
): readonly string[] {
  const deliveries = { heard: payloads, twice: [...payloads, ...payloads], forged: [forged] };
  return fares === "lost" || fares === "late" ? [] : deliveries[fares];
}

/** Each told state is the database's own at that revision, and none comes before an earlier one. */
function requireOneHistory(told: readonly Snapshot[], states: ReadonlyMap<number, Snapshot>): void {
  for (const [at, snapshot] of told.entries()) {
    const { families: live = [], ...head } = states.get(snapshot.revision) ?? {};
    expect(snapshot).toMatchObject(head);
    expect(sorted(snapshot.families)).toEqual(sorted(live));
    expect(snapshot.revision).toBeGreaterThan(told[at - 1]?.revision ?? 2);
  }
}

async function decideIfAllowed(status: StatusStore, each: Command): Promise<void> {
  await status.decide(each).catch((error: unknown) => {
    if (!isPromptrailError(error)) throw error;
  });
}

function fail(error: unknown): void {
  throw error;
}
