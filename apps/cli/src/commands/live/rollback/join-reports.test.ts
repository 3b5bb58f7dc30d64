import type { RollbackAllReport } from "@promptrail/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { joinReports } from "./join-reports.js";

type Fate = "rolled back" | "left" | "remains";

const families = ["fraud_score", "inventory_forecast", "product_description", "ticket_summary"];

function toReport(fates: ReadonlyMap<string, Fate>, revision: number): RollbackAllReport {
  const those = (wanted: Fate) =>
    [...fates].flatMap(([name, fate]) => (fate === wanted ? name : []));
  return {
    dryRun: false,
    idempotencyKey: "run-1",
    revision,
    rolledBack: those("rolled back").map((family) => ({
      family,
      rolledBackFrom: `${family}_v2`,
      rolledBackTo: `${family}_v1`,
      revision,
      alreadyApplied: false,
    })),
    left: those("left").map((family) => ({
      family,
      active: `${family}_v3`,
      code: "stale_state" as const,
      reason: "The family has changed since the preview.",
    })),
    remaining: those("remains").length,
    asFallback: [],
    activeModels: [],
  };
}

const preview = toReport(new Map(), 4);
const fate = fc.constantFrom<Fate>("rolled back", "left", "remains");
const answer = fc.tuple(fate, fate, fate, fate);

test("each family of a run is told once, however often a busy server was asked for it", () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 4 }), (answers) => {
      const asked = answers.map(
        (fates) => new Map(families.map((name, at) => [name, fates[at] ?? "remains"])),
      );
      const parts = asked.map((fates, at) => toReport(fates, 5 + at));
      const settings = { idempotencyKey: "run-1", asked: families.length };
      const { rolledBack, left, remaining } = joinReports(preview, parts, settings);
      const told = [...rolledBack, ...left].map(({ family }) => family);
      expect(new Set(told).size).toBe(told.length);
      expect(remaining).toBe(families.length - told.length);
    }),
  );
});
