import { inject } from "vitest";
import { noPostgresReason } from "./test-database.ts";

/** A title of tests that need a PostgreSQL: it says why where they are skipped. */
export function titleOnPostgres(title: string): string {
  return inject("postgresAdminUrl") === null ? `${title} (skipped: ${noPostgresReason})` : title;
}
