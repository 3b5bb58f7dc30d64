import { type Eval, type GateRule, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { isNumber } from "../settings/field-rules.js";
import type { GateFloor } from "./gate-floor.js";

const floors = ["minPassRate", "minScore"] as const;
const increases = ["maxCostIncrease", "maxDurationIncrease"] as const;
const gateSettings: ReadonlySet<string> = new Set([
  ...["margin", "alpha", ...floors],
  ...["floors", "protectedSlices", ...increases],
]);
const floorSettings: ReadonlySet<string> = new Set(["eval", "slice", ...floors]);

interface CheckedSettings {
  readonly family: string;
  readonly evals: readonly Eval[];
  readonly gate: GateRule;
  readonly repeats: number;
  readonly concurrency: number;
}

/** Throws `invalid_definition` or `duplicate_name` that names the family, the setting and the cure. */
export function requireSuiteSettings(settings: CheckedSettings): void {
  const { family, evals, gate, repeats, concurrency } = settings;
  const refuse = (reason: string): never => {
    throw new PromptrailError("invalid_definition", `The suite of family "${family}" ${reason}`, {
      family,
    });
  };
  if (evals.length === 0) refuse("has no evals. Give it at least one.");
  if (!(isNumber(gate.margin) && gate.margin > 0 && gate.margin < 1)) {
    refuse(`has the margin ${gate.margin}. Give one between 0 and 1, such as 0.05.`);
  }
  if (!(isNumber(gate.alpha) && gate.alpha > 0 && gate.alpha < 0.5)) {
    refuse(`has the alpha ${gate.alpha}. Give one between 0 and 0.5, such as 0.05.`);
  }
  requireShares(gate, refuse);
  requireKnown(gate, { what: "gate setting", known: gateSettings, refuse });
  for (const floor of gate.floors ?? []) requireFloor(floor, evals, refuse);
  requireSlices(gate.protectedSlices ?? [], refuse);
  for (const name of increases) {
    const increase = gate[name];
    if (increase !== undefined && !(Number.isFinite(increase) && increase >= 0)) {
      refuse(`has the ${name} ${increase}. Give a share from 0, such as 0.1 for 10 %.`);
    }
  }
  requireCount(repeats, "repeats", refuse);
  requireCount(concurrency, "concurrency", refuse);
  requireDistinctNames(family, evals);
}

type Refuse = (reason: string) => never;

function requireShares(rule: GateFloor, refuse: Refuse): void {
  for (const name of floors) {
    const floor = rule[name];
    if (floor !== undefined && !(Number.isFinite(floor) && floor >= 0 && floor <= 1)) {
      refuse(
        `has the ${name} ${floor}. Give a share from 0 to 1, such as 0.5; 0 means that there is no floor.`,
      );
    }
  }
}

interface KnownSettings {
  readonly what: string;
  readonly known: ReadonlySet<string>;
  readonly refuse: Refuse;
}

/** A floor whose name is misspelt would be none. */
function requireKnown(settings: object, { what, known, refuse }: KnownSettings): void {
  const unknown = Object.keys(settings).find((name) => !known.has(name));
  if (unknown === undefined) return;
  refuse(
    `has the ${what} "${unknown}", which does not exist.${suggest(unknown, [...known])} Known: ${[...known].join(", ")}.`,
  );
}

function requireFloor(floor: GateFloor, evals: readonly Eval[], refuse: Refuse): void {
  requireKnown(floor, { what: "setting of a floor", known: floorSettings, refuse });
  requireShares(floor, refuse);
  const { eval: named, slice, minPassRate = 0, minScore = 0 } = floor;
  if (minPassRate === 0 && minScore === 0) {
    refuse("has a floor that asks for nothing. Give it a minPassRate or a minScore above 0.");
  }
  if (named === undefined && slice === undefined) {
    refuse(
      "has a floor of no eval and no slice. Name one, or write minPassRate and minScore into the gate itself.",
    );
  }
  const names = evals.map(({ name }) => name);
  if (named !== undefined && !names.includes(named)) {
    refuse(
      `has a floor of the eval "${named}", which it does not have.${suggest(named, names)} It has: ${names.join(", ")}.`,
    );
  }
}

function requireSlices(slices: readonly string[], refuse: Refuse): void {
  const repeated = slices.find((slice, at) => slices.indexOf(slice) !== at);
  if (repeated !== undefined) refuse(`protects the slice "${repeated}" twice. Name it once.`);
  if (slices.includes("")) refuse("protects a slice without a name. Name a tag of the dataset.");
}

function requireCount(value: number, what: string, refuse: (reason: string) => never): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    refuse(`has ${value} as its ${what}. Give a whole number from 1.`);
  }
}

function requireDistinctNames(family: string, evals: readonly Eval[]): void {
  const names = evals.map((check) => check.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new PromptrailError(
    "duplicate_name",
    `The suite of family "${family}" has two evals named "${repeated}". Give each eval a unique name.`,
    { family, eval: repeated },
  );
}
