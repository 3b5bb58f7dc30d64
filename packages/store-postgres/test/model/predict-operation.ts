import type { Family } from "./build.js";
import { toStatuses } from "./build.js";
import type { EnvironmentModel, FamilyModel, SavedVerdict } from "./environment-model.js";
import { activate, isProven, lookAgain } from "./predict-declaration.js";

export type Operation =
  | { readonly kind: "rollback"; readonly to: number | null; readonly from: number | null }
  | { readonly kind: "promote"; readonly to: number; readonly ground: "override" | "evidence" }
  | { readonly kind: "archive"; readonly version: number }
  | { readonly kind: "resume" }
  | { readonly kind: "drill" };

export type Answer = "done" | "refused";

/** Somebody decides something. `refused` leaves everything as it is. */
export function predictOperation(
  model: EnvironmentModel,
  name: Family,
  operation: Operation,
): Answer {
  const family = model.families.get(name);
  if (family === undefined) return "refused";
  const outcome = predict(model, family, operation);
  if (outcome === "changed") lookAgain(model, family);
  return outcome === "refused" ? "refused" : "done";
}

export function predictVerdict(model: EnvironmentModel, verdict: SavedVerdict): void {
  model.verdicts.push(verdict);
  const family = model.families.get(verdict.family);
  if (family !== undefined) lookAgain(model, family);
}

type Outcome = "changed" | "unchanged" | "refused";

function predict(model: EnvironmentModel, family: FamilyModel, operation: Operation): Outcome {
  switch (operation.kind) {
    case "rollback":
      return rollBack(model, family, operation);
    case "promote":
      return promote(model, family, operation);
    case "archive":
      return archive(model, family, operation.version);
    case "resume":
      if (family.hold === null) return "unchanged";
      family.hold = null;
      model.revision += 1;
      return "changed";
    case "drill":
      model.revision += 1;
      return "changed";
  }
}

function rollBack(
  model: EnvironmentModel,
  family: FamilyModel,
  { to, from }: Extract<Operation, { kind: "rollback" }>,
): Outcome {
  if (to !== null && !isUsable(model, family, to)) return "refused";
  if (to === family.active) return "unchanged";
  // A history takes less time than the guard against two people who roll back at once.
  if (to === null && from === null && family.isRolledBack) return "unchanged";
  if (from !== null && from !== family.active) return "refused";
  const target = to ?? findTarget(model, family);
  if (target === undefined || !isEligible(family, target)) return "refused";
  family.left.add(family.active);
  activate(family, target);
  family.isRolledBack = true;
  model.revision += 1;
  family.hold = model.revision;
  return "changed";
}

function promote(
  model: EnvironmentModel,
  family: FamilyModel,
  { to, ground }: Extract<Operation, { kind: "promote" }>,
): Outcome {
  if (!isUsable(model, family, to)) return "refused";
  if (to === family.active && family.hold === null) return "unchanged";
  const needsProof = to !== family.active && ground === "evidence";
  if (needsProof && !isProven(model, family, to)) return "refused";
  model.revision += 1;
  family.hold = null;
  family.isWaiting = false;
  family.left.delete(to);
  activate(family, to);
  return "changed";
}

function archive(model: EnvironmentModel, family: FamilyModel, version: number): Outcome {
  if (!registeredOf(model, family).has(version) || version === family.active) return "refused";
  if (family.archived.has(version)) return "unchanged";
  if (version === findTarget(model, family)) return "refused";
  family.archived.add(version);
  model.revision += 1;
  return "changed";
}

/** The last active version that was not rolled back, else the highest eligible number below. */
function findTarget(model: EnvironmentModel, family: FamilyModel): number | undefined {
  const fits = (version: number) =>
    version !== family.active && !family.left.has(version) && isEligible(family, version);
  const below = [...registeredOf(model, family)].filter((version) => version < family.active);
  return (
    family.activated.findLast(fits) ??
    below.sort((left, right) => right - left).find((version) => fits(version))
  );
}

function isEligible(family: FamilyModel, version: number): boolean {
  if (family.archived.has(version)) return false;
  const wasActive = family.activated.includes(version);
  return wasActive || toStatuses(family.declared)[version] === "deprecated";
}

function isUsable(model: EnvironmentModel, family: FamilyModel, version: number): boolean {
  return registeredOf(model, family).has(version) && !family.archived.has(version);
}

function registeredOf(model: EnvironmentModel, { declared }: FamilyModel): ReadonlySet<number> {
  return model.registered.get(declared.family) ?? new Set();
}
