import type { JsonObject } from "@promptrail/core";
import { hashContent, type OpenStore } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
      const id = crypto.randomUUID();
      const call = {
        id,
        family: "fraud_score",
        version: 1,
        contentHash: "sha256-1",
        revision: 1,
        stateSource: "store" as const,
        degraded: null,
        pinned: false,
        shadowOf: null,
        runId: null,
        step: null,
        lane: "production" as const,
        startedAt: new Date(),
        durationMs,
        context,
        text,
        data: [text, context],
        provider: text,
        requestedModel: "m",
        answeredModel: text,
        fallback: false,
        headroom: null,
        outcome: null,
        cost: null,
        success: false,
        requestId: text,
        stopReason: text,
        warnings: [],
        error: context,
        usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
        attachments: [],
        attempts: [],
      };
      await store.calls.append([call]);
      const [read] = await store.calls.read({ ids: [id], limit: 1 });
      expect(JSON.stringify(read)).toBe(JSON.stringify(call));
      const [bare] = await store.calls.read({ ids: [id], limit: 1, bodies: false });
      // What PostgreSQL cannot take apart comes whole.
      const none = { context: null, text: null, data: null };
      expect({ ...bare, ...none }).toEqual({ ...call, ...none });
      const isApart = JSON.stringify(call).search(/\\u(?:0000|d)/) < 0;
      expect(bare?.text).toBe(isApart ? null : text);
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
