import { sumMemory } from "@promptrail/core/lifecycle";
import { runtimeBounds } from "@promptrail/runtime";
import { serverBounds } from "@promptrail/server";
import { postgresBounds } from "@promptrail/store-postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { probeServer } from "../../../../tooling/test/load/probe-server.ts";
import {
  countDescriptors,
  noUsageReason,
  readPeakMemory,
} from "../../../../tooling/test/load/process-usage.ts";
import { startChild } from "../../../../tooling/test/load/start-child.ts";
import {
  type LoadedServer,
  makeKey,
  startLoadedServer,
} from "../../../../tooling/test/load/start-loaded-server.ts";
import { upstreamKinds } from "../../../../tooling/test/load/upstream-kind.ts";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";

const adminUrl = inject("postgresAdminUrl");
const callsInFlight = 64;
const seconds = randomRuns({ usual: 5, long: 60 });
const title =
  noUsageReason === null
    ? titleOnPostgres(`a server with ${callsInFlight} calls in flight`)
    : `a server with ${callsInFlight} calls in flight (skipped: ${noUsageReason})`;

/** One server for all of it, as a vendor falls ill and recovers. */
describe.skipIf(adminUrl === null || noUsageReason !== null)(title, () => {
  let database: TestDatabase;
  let server: LoadedServer;
  let descriptorsBefore: number;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    server = await startLoadedServer(database.url);
    await probeServer(server, 1);
    descriptorsBefore = countDescriptors(server.pid);
  });
  afterAll(async () => {
    await server?.stop();
    await database?.drop();
  });

  test.each(upstreamKinds)(
    `answers its health and rolls back for ${seconds} s while its vendor is %s`,
    async (kind) => {
      const { url, callKey } = server;
      const parameters = [url, callKey, kind, String(callsInFlight)];
      const script = new URL("../../../../tooling/test/load/load-process.ts", import.meta.url);
      const load = await startChild(script, parameters);
      const probing = probeServer(server, seconds * 1_000).finally(() => load.stop());
      const { healthMs, rollbackMs } = await probing;
      const sorted = healthMs.toSorted((left, right) => left - right);
      const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1];
      expect(p99).toBeLessThanOrEqual(500);
      expect(rollbackMs.length).toBeGreaterThan(0);
      expect(Math.max(...rollbackMs)).toBeLessThanOrEqual(5_000);
    },
  );

  test("has had no more memory than its bounds add up to, and a quarter", () => {
    const bounds = [...serverBounds, ...runtimeBounds, ...postgresBounds];
    const most = sumMemory(bounds, callsInFlight);
    expect(readPeakMemory(server.pid)).toBeLessThanOrEqual(1.25 * most);
  });

  test("gives all its descriptors back", async () => {
    await expect.poll(() => countDescriptors(server.pid)).toBeLessThanOrEqual(descriptorsBefore);
  });
});

const floodScript = new URL("../../../../tooling/test/load/flood-process.ts", import.meta.url);

// In this file, so that the two do not take the machine from each other.
describe.skipIf(adminUrl === null)(titleOnPostgres("a server under a flood"), () => {
  let database: TestDatabase;
  let server: LoadedServer;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    server = await startLoadedServer(database.url);
  });
  afterAll(async () => {
    await server?.stop();
    await database?.drop();
  });

  test.each([
    ["of keys that nobody knows, on 1,500 connections", "/v1/status", 1_500, []],
    ["of history reads with a key for nothing else", "/admin/history?limit=1000", 300, ["read"]],
  ])(
    "%s takes keys that it sees for the first time, and rolls back",
    async (_, path, count, scopes) => {
      const deciders = await Promise.all(
        ["a", "b", "c", "d", "e", "f"].map((name) =>
          makeKey(server, `${name}${count}`, ["rollback", "promote"]),
        ),
      );
      const reader = scopes.length === 0 ? "" : await makeKey(server, `reader${count}`, scopes);
      const flood = await startChild(floodScript, [`${server.url}${path}`, String(count), reader]);
      try {
        for (const key of deciders) {
          const { healthMs, rollbackMs } = await probeServer(
            { ...server, key },
            (seconds * 1_000) / 6,
          );
          expect(Math.max(...healthMs)).toBeLessThanOrEqual(5_000);
          expect(Math.max(...rollbackMs)).toBeLessThanOrEqual(5_000);
        }
      } finally {
        await flood.stop();
      }
    },
  );
});
