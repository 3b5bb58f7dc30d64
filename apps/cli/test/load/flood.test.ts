import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { probeServer } from "../../../../tooling/test/load/probe-server.ts";
import { startChild } from "../../../../tooling/test/load/start-child.ts";
import {
  type LoadedServer,
  startLoadedServer,
} from "../../../../tooling/test/load/start-loaded-server.ts";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";

const adminUrl = inject("postgresAdminUrl");
const seconds = randomRuns({ usual: 5, long: 60 });
const script = new URL("../../../../tooling/test/load/flood-process.ts", import.meta.url);

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

  const makeKey = async (name: string, scopes: readonly string[]) => {
    const response = await fetch(`${server.url}/admin/keys`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
      body: JSON.stringify({ name, scopes }),
    });
    return z.object({ secret: z.string() }).parse(await response.json()).secret;
  };

  test.each([
    ["of keys that nobody knows, on 1,500 connections", "/v1/status", 1_500, []],
    ["of history reads with a key for nothing else", "/admin/history?limit=1000", 300, ["read"]],
  ])(
    "%s takes keys that it sees for the first time, and rolls back",
    async (_, path, count, scopes) => {
      const deciders = await Promise.all(
        ["a", "b", "c", "d", "e", "f"].map((name) =>
          makeKey(`${name}${count}`, ["rollback", "promote"]),
        ),
      );
      const reader = scopes.length === 0 ? "" : await makeKey(`reader${count}`, scopes);
      const flood = await startChild(script, [`${server.url}${path}`, String(count), reader]);
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
