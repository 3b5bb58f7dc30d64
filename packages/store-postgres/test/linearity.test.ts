import { isPromptrailError } from "@promptrail/core";
import {
  applyDecision,
  type Command,
  type FamilyState,
  hashDecision,
  type OpenStore,
  type Snapshot,
} from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { randomRuns } from "../../../tooling/test/run/random-runs.ts";
import { createTestDatabase, type TestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { postgres } from "../src/postgres.js";
import { archive, declare, drill, promote, resume, rollback, version } from "./commands.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("random races");
const runs = randomRuns({ usual: 12, long: 240 });

const families = ["product_description", "fraud_score"] as const;
const family = fc.constantFrom(...families);
const number = fc.integer({ min: 1, max: 5 });

/** Any command, sensible or not: the rules say which are. */
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(family, number, fc.integer({ min: 1, max: 4 })).map((each) => declare(...each)),
  fc.tuple(family, number).map((each) => promote(...each)),
  fc.tuple(family, fc.option(number)).map((each) => rollback(...each)),
  fc.tuple(family, number).map((each) => archive(...each)),
  family.map(resume),
  family.map(drill),
  fc
    .tuple(family, fc.constantFrom("key-1", "key-2"))
    .map(([each, idempotencyKey]): Command => ({ ...promote(each, 2), idempotencyKey })),
);

/** What three processes do, each in its own order. */
const scripts = fc.array(fc.array(command, { minLength: 1, maxLength: 8 }), {
  minLength: 3,
  maxLength: 3,
});

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterAll(() => database?.drop());

  test("leave one active version at every snapshot and one history that explains the state", async () => {
    let round = 0;
    const race = async (each: readonly (readonly Command[])[]) => {
      round += 1;
      await runRace(database.url, `race-${round}`, each);
    };
    await fc.assert(fc.asyncProperty(scripts, race), { numRuns: runs, endOnFailure: true });
  });
});

async function runRace(
  url: string,
  environment: string,
  scripts: readonly (readonly Command[])[],
): Promise<void> {
  const store = postgres(url, { maxConnections: 2 });
  const stores = await Promise.all(
    scripts.map(() => store.open({ environment, projectFolder: "." })),
  );
  try {
    const [first] = stores;
    if (first === undefined) throw new TypeError("A race needs a process.");
    await first.status.registerVersions(
      families.flatMap((each) => [1, 2, 3, 4, 5].map((at) => version(each, at))),
    );
    const told: Snapshot[] = [];
    const problems: unknown[] = [];
    for (const { status } of stores) {
      await status.watch(
        0,
        (snapshot) => told.push(snapshot),
        (error) => problems.push(error),
      );
    }
    const snapshots = (
      await Promise.all(stores.map((each, at) => runScript(each, scripts[at] ?? [])))
    ).flat();
    const { revision } = await first.status.readSnapshot();
    const isTold = () => told.filter((each) => each.revision === revision).length;
    await expect.poll(isTold).toBe(revision === 0 ? 0 : stores.length);
    await checkHistory(first, [...snapshots, ...told]);
    expect(problems).toEqual([]);
  } finally {
    await Promise.all(stores.map((each) => each.close()));
  }
}

/** Decides in order, and takes a snapshot after each; refusals by the rules are part of the game. */
async function runScript(
  { status }: OpenStore,
  script: readonly Command[],
): Promise<readonly Snapshot[]> {
  const snapshots: Snapshot[] = [];
  for (const each of script) {
    await status.decide(each).catch((error: unknown) => {
      if (!isPromptrailError(error) || error.code === "store_unavailable") throw error;
    });
    snapshots.push(await status.readSnapshot());
  }
  return snapshots;
}

async function checkHistory({ status }: OpenStore, snapshots: readonly Snapshot[]): Promise<void> {
  const history = (
    await status.readHistory({ family: null, limit: 1_000, before: null })
  ).toReversed();
  const states = new Map<string, FamilyState>();
  const atRevision = new Map<number, { headHash: string; families: readonly FamilyState[] }>();
  atRevision.set(0, { headHash: "", families: [] });
  let previousHash = "";
  for (const [at, decision] of history.entries()) {
    const { hash, ...unsigned } = decision;
    expect(decision.revision).toBe(at + 1);
    expect(decision.previousHash).toBe(previousHash);
    expect(hashDecision(unsigned)).toBe(hash);
    previousHash = hash;
    states.set(decision.family, applyDecision(states.get(decision.family) ?? null, decision));
    atRevision.set(decision.revision, { headHash: hash, families: sortStates(states.values()) });
  }
  for (const { revision, headHash, families: read } of [
    ...snapshots,
    await status.readSnapshot(),
  ]) {
    // The fold up to its revision, so one active version a family and no half decision.
    expect({ headHash, families: sortStates(read) }).toEqual(atRevision.get(revision));
  }
}

function sortStates(states: Iterable<FamilyState>): readonly FamilyState[] {
  return [...states].sort((left, right) => (left.family < right.family ? -1 : 1));
}
