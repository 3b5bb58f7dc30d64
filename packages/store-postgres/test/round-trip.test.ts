import type { JsonObject } from "@promptrail/core";
import { hashContent, type OpenStore } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.ts";
import { applyMigrations } from "../src/migrations/apply-migrations.js";
import { listMigrations } from "../src/migrations/list-migrations.js";
import { openEnvironment } from "../src/open-environment.js";
import { version } from "./commands.js";
import { type EngineDatabase, engines } from "./engines.js";

/** Any text that JavaScript has, with NUL and halves of surrogate pairs. */
const anyText = fc.string({ unit: "binary" });
const halfPairs = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});

const anyObject = (text: fc.Arbitrary<string>) =>
  fc
    .dictionary(text, fc.jsonValue({ stringUnit: "binary" }))
    .map((value): JsonObject => JSON.parse(JSON.stringify(value)));

describe.for(engines)("values on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    await applyMigrations(database.pool, listMigrations());
    store = await openEnvironment({
      pool: database.pool,
      environment: "production",
      pollMs: 100,
      listen: false,
      release: async () => {},
    });
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  test.skipIf(isMissing)("come back from a version's body with the same hash", async () => {
    let number = 0;
    const keep = async (template: string, providerOptions: JsonObject) => {
      number += 1;
      const base = version("fraud_score", number);
      const content = {
        ...base.content,
        messages: [{ role: "user" as const, template }],
        providerOptions,
      };
      await store.status.registerVersions([
        { ...base, content, contentHash: hashContent(content) },
      ]);
      const read = await store.status.readVersion("fraud_score", number);
      expect(read?.content).toEqual(content);
      expect(read && hashContent(read.content)).toBe(read?.contentHash);
    };
    await fc.assert(fc.asyncProperty(anyText, anyObject(anyText), keep), { numRuns: 60 });
  });

  test.skipIf(isMissing)("come back from a call's record to the byte", async () => {
    const keep = async (text: string, context: JsonObject, durationMs: number) => {
      const call = plainCall({
        id: crypto.randomUUID(),
        family: "fraud_score",
        startedAt: new Date(),
        durationMs,
        context,
        text,
        data: [text, context],
        provider: text,
        answeredModel: text,
        outcome: null,
        success: false,
        requestId: text,
        stopReason: text,
        error: context,
      });
      await store.calls.append([call]);
      const [read] = await store.calls.read({ ids: [call.id], limit: 1 });
      expect(read).toEqual(call);
      for (const part of ["context", "data", "error"] as const) {
        expect(JSON.stringify(read?.[part])).toBe(JSON.stringify(call[part]));
      }
      const [bare] = await store.calls.read({ ids: [call.id], limit: 1, bodies: false });
      expect(bare).toEqual({ ...call, context: null, messages: null, text: null, data: null });
    };
    const duration = fc.double({ min: 0, max: 1e7, noNaN: true });
    await fc.assert(fc.asyncProperty(halfPairs, anyObject(halfPairs), duration, keep), {
      numRuns: 60,
    });
  });

  test.skipIf(isMissing)(
    "that neither a text column nor a hash can hold are refused by name",
    async () => {
      const command = {
        ...({ kind: "resume", family: "fraud_score", actor: "ada", source: "cli" } as const),
        fromVersion: null,
        expectedRevision: null,
        idempotencyKey: null,
      };
      for (const reason of ["a\0b", "half \ud83d"]) {
        await expect(store.status.decide({ ...command, reason })).rejects.toMatchObject({
          code: "request_invalid",
          data: { field: "reason" },
        });
      }
    },
  );
});
