import type { Decision, RecoverReport } from "@promptrail/core";
import { type Change, hashDecision } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decisionWire, historyWire, recoverReportWire } from "../src/index.js";
import {
  arrived as arrive,
  date,
  declared,
  maybe,
  recoveredState,
  shadow,
  text,
  version,
} from "./arbitrary-state.js";

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("first_seen" as const), declared, shadow }),
  fc.record({
    kind: fc.constant("declared" as const),
    declared,
    shadow,
    activates: maybe(version),
    endsHold: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("promoted" as const, "rolled_back" as const),
    toVersion: version,
  }),
  fc.record({ kind: fc.constant("shadow_set" as const), shadow }),
  fc.record({ kind: fc.constant("archived" as const), version }),
  fc.record({ kind: fc.constantFrom("hold_ended" as const, "drilled" as const) }),
  fc.record({
    kind: fc.constant("recovered" as const),
    kept: maybe(fc.record(recoveredState)),
    lostRevision: fc.nat(),
  }),
);

const withoutEvidence = fc.record({
  family: fc.constant("product_description"),
  change,
  actor: text,
  source: fc.constantFrom("boot" as const, "http" as const, "cli" as const),
  reason: text,
  fromVersion: maybe(version),
  toVersion: version,
  evidenceId: maybe(text),
  override: maybe(text),
  idempotencyKey: maybe(text),
  revision: fc.nat(),
  decidedAt: date,
  previousHash: text,
});

const decision: fc.Arbitrary<Decision> = fc
  .tuple(withoutEvidence, fc.constantFrom({}, { evidenceHash: "sha256-e" }))
  .map(([made, evidence]) => ({ ...made, ...evidence }))
  .map((unsigned) => ({ ...unsigned, hash: hashDecision(unsigned) }));

const recoverReport: fc.Arbitrary<RecoverReport> = fc.record({
  lostRevision: fc.nat(),
  revision: fc.nat(),
  families: fc.array(
    fc.record({
      family: fc.constant("product_description"),
      fromVersion: version,
      toVersion: version,
    }),
  ),
  missing: fc.array(fc.constant("fraud_score")),
});

describe("the wire of changes", () => {
  test("a decision arrives as it was, and its hash still fits it", () => {
    fc.assert(
      fc.property(decision, (original) => {
        const arrived = arrive(decisionWire, original);
        const { hash, ...unsigned } = arrived;
        expect(arrived).toEqual(original);
        expect(hashDecision(unsigned)).toBe(hash);
      }),
    );
  });

  test("a page of a history arrives as it was", () => {
    const page = fc.record({ decisions: fc.array(decision), nextBefore: maybe(fc.nat()) });
    fc.assert(
      fc.property(page, maybe(fc.constant("product_description")), (original, family) => {
        expect(arrive(historyWire, { family, ...original })).toEqual({ family, ...original });
      }),
    );
  });

  test("what a recovery did arrives as it was", () => {
    fc.assert(
      fc.property(recoverReport, (original) => {
        expect(arrive(recoverReportWire, original)).toEqual(original);
      }),
    );
  });
});
