import { existsSync } from "node:fs";
import { Client } from "pg";
import { afterEach, describe, expect, inject, test } from "vitest";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";
import { createTestDatabase, noPostgresReason } from "./test-database.ts";

const adminUrl = inject("postgresAdminUrl");

const title =
  adminUrl === null
    ? `PostgreSQL for tests (skipped: ${noPostgresReason})`
    : "PostgreSQL for tests";

describe.skipIf(adminUrl === null)(title, () => {
  let server: PostgresServer | null = null;
  afterEach(() => server?.stop());

  test("runs version 18 on a data folder that is gone once it is stopped", async () => {
    server = await startPostgres();
    const started = server?.adminUrl ?? "";
    const [row] = await query(
      started,
      "select current_setting('server_version_num')::int as version, current_setting('data_directory') as folder",
    );
    expect(Number(row?.["version"])).toBeGreaterThanOrEqual(180000);
    const folder = String(row?.["folder"]);
    expect(folder).toContain("promptrail-postgres-");
    await server?.stop();
    await server?.stop();
    await expect(query(started, "select 1")).rejects.toThrow("ECONNREFUSED");
    expect(existsSync(folder)).toBe(false);
  });

  test("refuses a connection without the password", async () => {
    const url = new URL(adminUrl ?? "");
    url.password = "wrong";
    await expect(query(url.href, "select 1")).rejects.toThrow("password authentication failed");
  });

  test("gives every caller an empty database of its own and removes it with its connections", async () => {
    const [first, second] = await Promise.all([
      createTestDatabase(adminUrl ?? ""),
      createTestDatabase(adminUrl ?? ""),
    ]);
    await query(first.url, "create table orders (id int); insert into orders values (7)");
    await expect(query(second.url, "select * from orders")).rejects.toThrow("does not exist");
    const copy = await createTestDatabase(adminUrl ?? "", { template: first.url });
    expect(await query(copy.url, "select id from orders")).toEqual([{ id: 7 }]);
    const open = new Client({ connectionString: first.url });
    const ended = new Promise((resolve) => open.on("error", resolve));
    await open.connect();
    await Promise.all([first.drop(), second.drop(), copy.drop()]);
    await ended;
    await expect(query(first.url, "select 1")).rejects.toThrow("does not exist");
  });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}
