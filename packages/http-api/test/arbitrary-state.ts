import type { FamilyState, PromotionGround, RecordedDeclaration } from "@promptrail/core/lifecycle";
import { statuses } from "@promptrail/core/portable";
import fc from "fast-check";
import { expect } from "vitest";
import type { z } from "zod";
import { toWire } from "../src/index.js";

/** What JSON makes of a value on its way. */
export const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A value as its receiver has it. It was written unchecked, and as the schema's own check writes it. */
export function arrived<Codec extends z.ZodType>(codec: Codec, value: z.output<Codec>) {
  const wire = toWire(codec, value);
  expect(wire).toEqual(codec.encode(value));
  return codec.parse(sent(wire));
}

export const version = fc.integer({ min: 1, max: 99 });
export const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
export const text = fc.string({ unit: "grapheme" });
export const date = fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true });
export const shadow = maybe(
  fc.record({ version, rate: fc.double({ min: 0, max: 1, noNaN: true }) }),
).map(
  // JSON has no negative zero.
  (setting) => (setting === null ? null : { ...setting, rate: setting.rate + 0 }),
);

const ground: fc.Arbitrary<PromotionGround> = fc.oneof(
  fc.record({
    kind: fc.constant("evidence" as const),
    key: fc.record({ family: text, contentHash: text, datasetHash: text, suiteHash: text }),
  }),
  fc.record({ kind: fc.constant("override" as const), reason: text }),
  fc.record({ kind: fc.constantFrom("no_gate" as const, "no_suite" as const) }),
);

export const declared: fc.Arbitrary<RecordedDeclaration> = fc.record({
  acknowledgedRevision: fc.nat(),
  ground,
  generation: fc.nat(),
  activeVersion: version,
  statuses: fc
    .dictionary(version.map(String), fc.constantFrom(...statuses))
    .map((each) => ({ ...each })),
  pending: maybe(text),
});

export const recoveredState = {
  activeVersion: version,
  previousVersion: maybe(version),
  hold: maybe(fc.record({ revision: fc.nat(), reason: text })),
  leftVersions: fc.array(version),
  activatedVersions: fc.array(version),
  archivedVersions: fc.array(version),
  shadow,
  declared,
};

export const state: fc.Arbitrary<FamilyState> = fc.record({
  family: fc.stringMatching(/^[a-z][a-z_]{0,20}$/),
  revision: fc.nat(),
  ...recoveredState,
  decidedBy: text,
  decidedAt: date,
});
