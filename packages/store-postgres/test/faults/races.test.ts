import { isPromptrailError } from "@promptrail/core";
import { type OpenStore, verifyHistory } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { bringLive, promote, rollback } from "../commands.js";
import { openStore } from "./watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("races");
const rounds = randomRuns({ usual: 20, long: 200 });
const people = 50;

/** What a command may be told when someone else was first. */
const lost = ["stale_state", "not_eligible"];

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  /** Three processes. */
  let stores: readonly OpenStore[];
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    const { url } = database;
    stores = await Promise.all(
      [1, 2, 3].map(() => openStore({ url, environment: "races", maxConnections: 8 })),
    );
  });
  afterAll(async () => {
    await Promise.all((stores ?? []).map((store) => store.close()));
    await database?.drop();
  });

  const refusals = ["stale_state", "store_unavailable"];
  const storeOf = (at: number): OpenStore => {
    const store = stores[at % stores.length];
    if (store === undefined) throw new TypeError("There is no store.");
    return store;
  };

  test.each([
    ["that name the version they saw", 3],
    ["that name none", null],
  ] as const)("of 50 rollbacks %s record one decision each round", async (_name, fromVersion) => {
    for (let round = 1; round <= rounds; round += 1) {
      const family = `family_${fromVersion}_${round}`;
      await bringLive(storeOf(0), family, 3);
      const command = rollback(family, fromVersion);
      const settled = await Promise.allSettled(
        Array.from({ length: people }, (_each, at) => storeOf(at).status.decide(command)),
      );
      const recorded = settled.filter((each) => each.status === "fulfilled" && each.value.decision);
      expect(recorded.length).toBeLessThanOrEqual(1);
      for (const each of settled) {
        if (each.status === "fulfilled") expect(each.value.state.activeVersion).toBe(2);
        // On a machine with too much to do, some are not answered in time, be it the one that is recorded.
        else expect(refusals).toContain(each.reason.code);
      }
      const history = await storeOf(0).status.readHistory({ family, limit: 10, before: null });
      expect(history.map(({ toVersion }) => toVersion)).toEqual([2, 3, 2, 1]);
    }
  });

  test("of rollbacks against promotions leave one line of decisions that explains the state", async () => {
    for (let round = 1; round <= rounds; round += 1) {
      const family = `against_${round}`;
      await bringLive(storeOf(0), family, 3);
      const commands = Array.from({ length: 10 }, (_each, at) =>
        at % 2 === 0
          ? rollback(family, 3)
          : { ...promote(family, 1), fromVersion: at % 4 === 1 ? 3 : null },
      );
      const settled = await Promise.allSettled(
        commands.map((command, at) => storeOf(at).status.decide(command)),
      );
      for (const each of settled) {
        if (each.status === "rejected") {
          expect(isPromptrailError(each.reason) && lost.includes(each.reason.code)).toBe(true);
        }
      }
      // Of all that saw version 3, one was first.
      const history = await storeOf(1).status.readHistory({ family, limit: 20, before: null });
      expect(history.filter(({ fromVersion }) => fromVersion === 3)).toHaveLength(1);
    }
  });

  test("leave a history whose hashes, order and fold hold", async () => {
    const { status } = storeOf(2);
    const snapshot = await status.readSnapshot();
    const history = await status.readHistory({
      family: null,
      limit: snapshot.revision,
      before: null,
    });
    expect(history).toHaveLength(snapshot.revision);
    expect(verifyHistory(history.toReversed(), snapshot)).toEqual([]);
  });
});
