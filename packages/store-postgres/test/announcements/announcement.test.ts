import { randomBytes } from "node:crypto";
import type { Decision } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDecisions, readPayload, toPayload } from "../../src/announcements/announcement.js";
import { signatureLength } from "../../src/announcements/signature.js";

const newKey = () => randomBytes(32).toString("hex");

function promoted(revision: number, reason: string): Decision {
  return {
    family: "fraud_score",
    change: { kind: "promoted", toVersion: 2 },
    revision,
    reason,
    actor: "ada",
    source: "cli",
    fromVersion: 1,
    toVersion: 2,
    evidenceId: null,
    override: "a test",
    idempotencyKey: null,
    decidedAt: new Date(1_700_000_000_123),
    previousHash: "before",
    hash: "after",
  };
}

const texts = fc.string({ unit: "binary", maxLength: 300 });

function open(payload: string, key: string): readonly Decision[] | null {
  const announcement = readPayload(payload);
  return announcement && openDecisions(announcement, key);
}

describe("what a transaction announces", () => {
  test("is taken from who has the key, and from nobody else", () => {
    fc.assert(
      fc.property(texts, texts, (environment, reason) => {
        const key = newKey();
        const decisions = [promoted(7, reason), promoted(8, "next")] as const;
        const payload = toPayload(environment, key, decisions);
        expect(readPayload(payload)).toMatchObject({ environment, revision: 8 });
        expect(open(payload, key)).toEqual(decisions);
        expect(open(payload, newKey())).toBeNull();
      }),
    );
  });

  test("is taken from nobody once a character of it is changed", () => {
    const payloads = [...Array(50).keys()].map((revision) => {
      const key = newKey();
      return { key, payload: toPayload("production", key, [promoted(revision, "it was slow")]) };
    });
    const { length } = toPayload("", newKey(), [promoted(1, "")]);
    fc.assert(
      fc.property(
        fc.constantFrom(...payloads),
        fc.oneof(fc.nat(signatureLength - 1), fc.nat(length)),
        fc.constantFrom("A", "a", "z", "0", "1", "+", "/", "-", "_", "="),
        ({ key, payload }, at, put) => {
          fc.pre(payload[at] !== put);
          const changed = payload.slice(0, at) + put + payload.slice(at + 1);
          expect(open(changed, key)).toBeNull();
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test("fits what PostgreSQL sends: too long, it only says that there is something", () => {
    fc.assert(
      fc.property(fc.nat(9_000), (length) => {
        const key = newKey();
        const payload = toPayload("production", key, [promoted(7, "x".repeat(length))]);
        expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
        expect(readPayload(payload)?.revision).toBe(7);
        if (length < 7_000) expect(open(payload, key)).toHaveLength(1);
        if (length > 8_000) expect(open(payload, key)).toBeNull();
      }),
    );
  });

  test("is nothing where it is empty, or of a form that is not ours", () => {
    for (const payload of ["", "{", "7", "null", '{"environment":"a"}', '{"revision":7}']) {
      expect(readPayload(payload)).toBeNull();
    }
  });
});
