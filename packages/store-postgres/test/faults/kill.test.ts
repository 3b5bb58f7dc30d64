import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type OpenStore, verifyHistory } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { bundleProcess } from "../../../../tooling/test/run/bundle-process.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { bringLive, declare, drill, rollback, version } from "../commands.js";
import { openStore } from "./watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("kill -9");
const source = fileURLToPath(new URL("../crash-decide.ts", import.meta.url));

/** More await points than a decision has. */
const limit = 60;
/** Child processes at a time. */
const width = 3;

/** A hold stands, and a declaration waits for its end: one transaction records two decisions. */
async function prepare({ status }: OpenStore): Promise<void> {
  await status.registerVersions([version("fraud_score", 3)]);
  await status.decide(rollback("fraud_score"));
  await status.decide(declare("fraud_score", 3, 2));
}

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  let script: string;
  beforeAll(async () => {
    script = await bundleProcess(source);
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterAll(() => database?.drop());

  /** Kills a decision at its n-th statement. True where it was over before that. */
  const killAt = async (moment: "sent" | "answered", at: number): Promise<boolean> => {
    const environment = `${moment}-${at}`;
    const { url } = database;
    const store = await openStore({ url, environment, maxConnections: 2 });
    await bringLive(store, "fraud_score", 2);
    await prepare(store);
    const child = spawn(process.execPath, [script, url, environment, moment, String(at)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [printed, [exitCode, signal]] = await Promise.all([
      text(child.stdout),
      once(child, "exit"),
    ]);
    expect([exitCode, signal]).toEqual(printed === "" ? [null, "SIGKILL"] : [0, null]);
    // Waits for the lock of what the server may still be doing for the dead process.
    const { decision } = await store.status.decide(drill("fraud_score"));
    const snapshot = await store.status.readSnapshot();
    const history = await store.status.readHistory({ family: null, limit: 20, before: null });
    // All or nothing: both decisions or none, and never one of them.
    const isDone = decision?.revision === 7;
    expect(decision?.revision).toBe(isDone ? 7 : 5);
    expect(snapshot.families).toMatchObject([{ activeVersion: isDone ? 3 : 1 }]);
    expect(snapshot.families).toHaveLength(1);
    expect(verifyHistory(history.toReversed(), snapshot)).toEqual([]);
    await store.close();
    if (printed !== "") expect(printed).toContain('"revisions":[5,6]');
    return printed !== "";
  };

  test.each(["sent", "answered"] as const)(
    "with a statement %s leaves all of a decision or nothing, at every statement",
    async (moment) => {
      let isOver = false;
      let first = 1;
      while (!isOver && first < limit) {
        const points = Array.from({ length: width }, (_each, at) => first + at);
        const ends = await Promise.all(points.map((at) => killAt(moment, at)));
        isOver = ends.includes(true);
        first += width;
      }
      // Begin, the lock, the reads, two decisions and the commit.
      expect(first).toBeGreaterThan(12);
      expect(isOver).toBe(true);
    },
  );
});
