import { randomUUID } from "node:crypto";
import { Client } from "pg";
// For its declaration of what `inject("postgresAdminUrl")` returns.
import type {} from "./embedded-postgres.ts";

export interface TestDatabase {
  /** Connection URL of the new database. */
  readonly url: string;
  /**
   * Stops the clock by which decisions are made in it, so many milliseconds from now: all that a test does then is
   * done at one time, however slow the machine is.
   */
  readonly stopClock: (fromNowMs: number) => Promise<void>;
  /** Ends all connections to the database and removes it. */
  readonly drop: () => Promise<void>;
}

export interface TestDatabaseOptions {
  /** URL of a database to copy; nothing may be connected to it. Without it the new one is empty. */
  readonly template?: string;
}

/**
 * Creates a database of its own for one test file on the test run's PostgreSQL.
 *
 * @param adminUrl what `inject("postgresAdminUrl")` returned, checked not to be null: where it is,
 * skip the tests with `describe.skipIf`, under a title of `titleOnPostgres`.
 */
export async function createTestDatabase(
  adminUrl: string,
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const template = options.template === undefined ? "template1" : databaseName(options.template);
  await runAsAdmin(adminUrl, `create database ${name} template ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    stopClock: (fromNowMs) =>
      runAsAdmin(url.href, toStoppedClock(new Date(Date.now() + fromNowMs))),
    drop: () => runAsAdmin(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

/** Why tests on PostgreSQL are skipped where there is no server, for their titles. */
export const noPostgresReason = `npm has no PostgreSQL for ${process.platform}-${process.arch}`;

/** Each database has its own functions: no other one of the server has its clock stopped. */
function toStoppedClock(time: Date): string {
  return `create or replace function pg_catalog.clock_timestamp() returns timestamptz
    language sql volatile strict as $$ select timestamptz '${time.toISOString()}' $$`;
}

function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function runAsAdmin(adminUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
