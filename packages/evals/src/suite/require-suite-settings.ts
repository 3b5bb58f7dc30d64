import { type Eval, type GateRule, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";

const floors = ["minPassRate", "minScore"] as const;
const gateSettings: ReadonlySet<string> = new Set(["margin", "alpha", ...floors]);

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
  if (!(gate.margin > 0 && gate.margin < 1)) {
    refuse(`has the margin ${gate.margin}. Give one between 0 and 1, such as 0.05.`);
  }
  if (!(gate.alpha > 0 && gate.alpha < 0.5)) {
    refuse(`has the alpha ${gate.alpha}. Give one between 0 and 0.5, such as 0.05.`);
  }
  for (const name of floors) {
    const floor = gate[name];
    if (floor !== undefined && !(Number.isFinite(floor) && floor >= 0 && floor <= 1)) {
      refuse(
        `has the ${name} ${floor}. Give a share from 0 to 1, such as 0.5; 0 means that there is no floor.`,
      );
    }
  }
  // A floor whose name is misspelt would be none.
  const unknown = Object.keys(gate).find((name) => !gateSettings.has(name));
  if (unknown !== undefined) {
    refuse(
      `has the gate setting "${unknown}", which does not exist.${suggest(unknown, [...gateSettings])} Known: ${[...gateSettings].join(", ")}.`,
    );
  }
  requireCount(repeats, "repeats", refuse);
  requireCount(concurrency, "concurrency", refuse);
  requireDistinctNames(family, evals);
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
