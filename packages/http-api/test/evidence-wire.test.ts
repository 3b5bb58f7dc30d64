import type { EvidenceReport, EvidenceRun } from "@promptrail/core/lifecycle";
import { outcomes } from "@promptrail/core/portable";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evidenceReportWire, evidenceRunWire, toOpenApi, usualBody } from "../src/index.js";
import { arrived, date, maybe, sent, text, version } from "./arbitrary-state.js";

const name = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "polite"),
  fc.string({ unit: "grapheme", minLength: 1 }),
);
const hash = fc.stringMatching(/^sha256-[0-9a-f]{64}$/);
// JSON has no negative zero.
const positive = (max: number) =>
  fc.double({ min: 0, max, noNaN: true, noDefaultInfinity: true }).map((amount) => amount + 0);
const verdict = fc.constantFrom("pass" as const, "fail" as const, "inconclusive" as const);

const answer = fc.record({
  outcome: maybe(fc.constantFrom(...outcomes)),
  evals: fc.array(fc.record({ name, passed: fc.boolean(), score: positive(1), reason: text }), {
    maxLength: 3,
  }),
  notApplicable: fc.array(name, { maxLength: 3 }),
  inputTokens: maybe(positive(1e9)),
  outputTokens: maybe(positive(1e9)),
  cost: maybe(positive(1e3)),
  durationMs: positive(1e9),
  error: maybe(
    fc.record({
      source: fc.constantFrom("run" as const, "eval" as const),
      kind: name,
      message: text,
    }),
  ),
});
const answers = fc.array(answer, { maxLength: 2 });

const count = fc.integer({ min: 1, max: 99 });
const earlier = fc.record({ cases: count, answers: count, oldestAt: date });

const run: fc.Arbitrary<EvidenceRun> = fc.record(
  {
    environment: name,
    family: fc.constant("product_description"),
    version,
    contentHash: hash,
    baselineVersion: version,
    baselineHash: hash,
    datasetHash: hash,
    suiteHash: hash,
    ranAt: date,
    ranBy: name,
    verdict,
    earlier: fc.record({ candidate: earlier, baseline: earlier }, { requiredKeys: [] }),
    cases: fc.array(fc.record({ id: name, candidate: answers, baseline: answers }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: allBut("earlier") },
);

function allBut(_left: "earlier") {
  return [
    ...(["environment", "family", "version", "contentHash", "baselineVersion"] as const),
    ...(["baselineHash", "datasetHash", "suiteHash", "ranAt", "ranBy"] as const),
    ...(["verdict", "cases"] as const),
  ];
}

describe("the wire of evidence", () => {
  test("a comparison arrives as it was", () => {
    fc.assert(
      fc.property(run, (original) => {
        expect(arrived(evidenceRunWire, original)).toEqual(original);
      }),
    );
  });

  test("what became of it arrives as it was", () => {
    const report: fc.Arbitrary<EvidenceReport> = fc.record({
      family: fc.constant("product_description"),
      candidate: text,
      baseline: text,
      outcome: fc.constantFrom("stored", "kept", "already_stored", "not_needed"),
      verdict,
      reasons: fc.array(text),
      evidenceId: maybe(text),
      actor: maybe(text),
      run: maybe(fc.integer({ min: 1, max: 9 })),
      decidedBy: maybe(fc.record({ evidenceId: text, verdict })),
    });
    fc.assert(
      fc.property(report, (original) => {
        expect(arrived(evidenceReportWire, original)).toEqual(original);
      }),
    );
  });

  test("what is no part of its form is refused with its place, wherever it stands", () => {
    const wrong = fc.constantFrom<unknown>(
      ...[null, true, -1, 1.5, "", "x", [], {}, [null], { a: 1 }, "NaN", "1e400"],
    );
    fc.assert(
      fc.property(run, fc.nat(), wrong, (original, at, value) => {
        const wire = sent(evidenceRunWire.encode(original));
        const places = findPlaces(wire);
        const path = places[at % places.length] ?? [];
        const parsed = evidenceRunWire.safeParse(replace(wire, path, value));
        if (parsed.success) {
          // The value may stand there: then it arrives.
          const again = sent(evidenceRunWire.encode(parsed.data));
          expect(sent(evidenceRunWire.encode(evidenceRunWire.parse(again)))).toEqual(again);
          return;
        }
        const told = parsed.error.issues[0]?.path ?? [];
        expect(path.slice(0, told.length)).toEqual(told.slice(0, path.length));
      }),
    );
  });

  test.each(["__proto__", "constructor", "score"])(
    "the name %s beside those of its form is refused in each object",
    (added) => {
      fc.assert(
        fc.property(run, fc.nat(), (original, at) => {
          const wire = sent(evidenceRunWire.encode(original));
          const objects = [[], ...findPlaces(wire)].filter((path) => isObject(read(wire, path)));
          const path = objects[at % objects.length] ?? [];
          fc.pre(!Object.hasOwn(Object(read(wire, path)), added));
          const grown = { ...Object(read(wire, path)) };
          // As JSON.parse makes it.
          Object.defineProperty(grown, added, { value: 1, enumerable: true });
          expect(evidenceRunWire.safeParse(replace(wire, path, grown)).success).toBe(false);
        }),
      );
    },
  );

  test("of half a million wrong items one is told", () => {
    const parsed = evidenceRunWire.safeParse({ cases: Array.from({ length: 500_000 }, () => 0) });
    const ofCases = parsed.error?.issues.filter(({ path }) => path[0] === "cases");
    expect(ofCases).toMatchObject([{ path: ["cases", 0] }]);
  });

  test("the document tells its items, and larger bodies than others have", () => {
    const { schemas } = toOpenApi().components;
    const items = { $ref: "#/components/schemas/ScoredCase" };
    expect(schemas["EvidenceRun"]?.properties).toMatchObject({ cases: { type: "array", items } });
    expect(usualBody.bytes).toBe(1_000_000);
  });
});

type Path = readonly (string | number)[];

const isObject = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where a JSON value has members. */
function findPlaces(value: unknown): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]): readonly Path[] => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [[step], ...findPlaces(member).map((path) => [step, ...path])];
  });
}

function read(value: unknown, [step, ...rest]: Path): unknown {
  return step === undefined ? value : read(Object(value)[step], rest);
}

function replace(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  const changed = replace(Object(value)[step], rest, by);
  if (Array.isArray(value)) return value.with(Number(step), changed);
  return { ...Object(value), [step]: changed };
}
