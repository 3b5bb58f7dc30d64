import type { Build } from "./build.js";
import type { EnvironmentModel, FamilyModel } from "./environment-model.js";

/** A build starts somewhere. First sight takes its version; later only a newer generation counts. */
export function predictDeclaration(model: EnvironmentModel, build: Build): void {
  for (let number = 1; number <= build.newestVersion; number += 1) {
    model.registered.get(build.family)?.add(number);
  }
  const family = model.families.get(build.family);
  if (family === undefined) {
    model.revision += 1;
    model.families.set(build.family, seeFirst(build));
    return;
  }
  if (build.generation <= family.declared.generation) return;
  model.revision += 1;
  family.declared = build;
  family.isWaiting = true;
  endAcknowledgedHold(family);
  if (isAdmissible(model, family)) takeEffect(family);
}

/** A declaration that waits takes effect as soon as nothing stands against it, as a decision of its own. */
export function lookAgain(model: EnvironmentModel, family: FamilyModel): void {
  if (!family.isWaiting || !isAdmissible(model, family)) return;
  model.revision += 1;
  endAcknowledgedHold(family);
  takeEffect(family);
}

export function activate(family: FamilyModel, version: number): void {
  if (version === family.active) return;
  family.active = version;
  family.isRolledBack = false;
  family.activated = [...family.activated.filter((number) => number !== version), version];
}

/** Whether the deciding verdict on a version, against what is live now, is a pass. */
export function isProven(model: EnvironmentModel, of: FamilyModel, version: number): boolean {
  const runs = model.verdicts.filter(
    (saved) =>
      saved.family === of.declared.family &&
      saved.version === version &&
      saved.baseline === of.active,
  );
  // Asking again changes nothing, unless it says why.
  const deciding = runs.findLast(({ supersedes }) => supersedes) ?? runs[0];
  return deciding?.verdict === "pass";
}

function seeFirst(build: Build): FamilyModel {
  return {
    active: build.activeVersion,
    hold: null,
    declared: build,
    isWaiting: false,
    left: new Set(),
    archived: new Set(),
    activated: [build.activeVersion],
    isRolledBack: false,
  };
}

function isAdmissible(model: EnvironmentModel, family: FamilyModel): boolean {
  const { activeVersion, gate } = family.declared;
  if (activeVersion === family.active) return true;
  if (family.archived.has(activeVersion) || family.left.has(activeVersion)) return false;
  if (family.hold !== null && !isAcknowledged(family)) return false;
  return gate === "no_gate" || (gate === "evidence" && isProven(model, family, activeVersion));
}

function takeEffect(family: FamilyModel): void {
  family.isWaiting = false;
  activate(family, family.declared.activeVersion);
}

function endAcknowledgedHold(family: FamilyModel): void {
  if (isAcknowledged(family)) family.hold = null;
}

function isAcknowledged({ hold, declared }: FamilyModel): boolean {
  return hold !== null && declared.acknowledged >= hold;
}
