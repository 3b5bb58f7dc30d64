import type { ApiKey, Scope } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { createKeyStore } from "../src/keys/create-key-store.js";
import { applyMigrations } from "../src/migrations/apply-migrations.js";
import { listMigrations } from "../src/migrations/list-migrations.js";
import { dataLimit } from "../src/sql/limits.js";
import { engines } from "./engines.js";

const environment = "production";
const createdAt = new Date("2026-01-02T03:04:05.006Z");
const everything = ["read", "call", "logs", "rollback", "promote", "keys"];

const older = (id: string, scopes: readonly Scope[]): ApiKey => ({
  id,
  name: id,
  secretHash: "a".repeat(64),
  scopes,
  families: ["*"],
  createdAt,
  expiresAt: null,
  lastUsedAt: null,
  replacedAt: null,
});

// PGlite is migrated whole when it is opened.
const unmigrated = engines.filter(({ name }) => name !== "PGlite");

describe.for(unmigrated)("keys of an earlier build on $name", ({ isMissing, open }) => {
  test.skipIf(isMissing)("are for every family, and may go on doing what they did", async () => {
    const { pool, drop } = await open();
    try {
      const migrations = listMigrations();
      const added = migrations.findIndex(({ name }) => name.endsWith("-key-families"));
      await applyMigrations(pool, migrations.slice(0, added));
      await pool.query(
        "insert into promptrail.environment_head (environment) values ($1)",
        [environment],
        dataLimit,
      );
      for (const [id, scopes] of [
        ["admin", everything],
        ["reader", ["read"]],
      ]) {
        await pool.query(
          `insert into promptrail.api_key (environment, id, name, secret_hash, scopes, created_at)
           values ($1, $2, $2, $3, $4, $5)`,
          [environment, id, "a".repeat(64), scopes, createdAt.toISOString()],
          dataLimit,
        );
      }
      await applyMigrations(pool, migrations);
      const [admin, reader] = await createKeyStore(pool, environment).list();
      expect(reader).toEqual(older("reader", ["read", "report"]));
      const { scopes = [], ...same } = admin ?? {};
      expect(older("admin", [])).toMatchObject(same);
      expect(scopes.toSorted()).toEqual([...everything, "report", "evidence", "bodies"].sort());
    } finally {
      await drop();
    }
  });
});
