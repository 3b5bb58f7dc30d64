import {
  applyDecision,
  type FamilyState,
  hashDecision,
  type Snapshot,
} from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import type { Build } from "./build.js";
import type { EnvironmentModel } from "./environment-model.js";
import type { History } from "./open-history.js";

/** Who made the step: a build that starts, an operator who changes what is live, or something that must not. */
export type Cause = Build | "operator" | "bystander";

/** The promises, after every step. */
export async function checkStep(
  model: EnvironmentModel,
  history: History,
  cause: Cause,
): Promise<void> {
  const before = new Map(history.folded.states);
  const revisionBefore = history.folded.revision;
  const snapshot = await history.status.readSnapshot();
  expect(snapshot.revision, "the revision went back").toBeGreaterThanOrEqual(revisionBefore);
  await foldNewDecisions(history, snapshot);
  checkOneActive(model, snapshot);
  if (cause !== "operator") checkRollbacksStand(model, before, snapshot);
  if (typeof cause === "object") {
    const recorded = before.get(cause.family)?.declared.generation ?? 0;
    const isOld = cause.generation <= recorded;
    if (isOld) expect(snapshot.revision, "an old generation decided").toBe(revisionBefore);
  }
  expect(toShown(snapshot), "the state is not what the rules give").toEqual(toPredicted(model));
}

/** The log is one chain without gaps, and its fold is the rows. */
async function foldNewDecisions({ status, folded }: History, snapshot: Snapshot): Promise<void> {
  const news = snapshot.revision - folded.revision;
  const decisions =
    news === 0 ? [] : await status.readHistory({ family: null, limit: news, before: null });
  for (const decision of decisions.toReversed()) {
    const { hash, ...unsigned } = decision;
    expect(decision.revision, "the log has a gap").toBe(folded.revision + 1);
    expect(decision.previousHash, "the chain is broken").toBe(folded.hash);
    expect(hashDecision(unsigned), "a decision was changed").toBe(hash);
    const state = folded.states.get(decision.family) ?? null;
    folded.states.set(decision.family, applyDecision(state, decision));
    folded.revision = decision.revision;
    folded.hash = hash;
  }
  expect(snapshot.headHash, "the head is not the last decision").toBe(folded.hash);
  expect(byFamily(snapshot.families), "the fold is not the rows").toEqual(
    byFamily([...folded.states.values()]),
  );
}

function checkOneActive(model: EnvironmentModel, { families }: Snapshot): void {
  expect(new Set(families.map(({ family }) => family)).size).toBe(families.length);
  for (const { family, activeVersion, archivedVersions } of families) {
    const registered = [...model.registered].find(([name]) => name === family)?.[1];
    expect(registered, "a version is active that nobody registered").toContain(activeVersion);
    expect(archivedVersions, "an archived version is active").not.toContain(activeVersion);
  }
}

/** Nothing but an operator undoes a rollback, unless the lock file of what is declared acknowledges it. */
function checkRollbacksStand(
  model: EnvironmentModel,
  before: ReadonlyMap<string, FamilyState>,
  { families }: Snapshot,
): void {
  for (const after of families) {
    const state = before.get(after.family);
    if (state === undefined) continue;
    const changed = after.activeVersion !== state.activeVersion;
    if (changed) {
      expect(state.leftVersions, "a rollback was undone").not.toContain(after.activeVersion);
    }
    if (state.hold === null || (!changed && after.hold !== null)) continue;
    const declared = [...model.families].find(([name]) => name === after.family)?.[1].declared;
    expect(declared?.acknowledged, "a hold was passed over").toBeGreaterThanOrEqual(
      state.hold.revision,
    );
  }
}

function byFamily(states: readonly FamilyState[]): readonly FamilyState[] {
  return states.toSorted((left, right) => (left.family < right.family ? -1 : 1));
}

function toShown({ revision, families }: Snapshot) {
  const shown = families.map((state) => ({
    family: state.family,
    active: state.activeVersion,
    hold: state.hold?.revision ?? null,
    generation: state.declared.generation,
    declared: state.declared.activeVersion,
    isWaiting: state.declared.pending !== null,
    left: sorted(state.leftVersions),
    archived: sorted(state.archivedVersions),
    activated: state.activatedVersions,
  }));
  return { revision, families: shown.toSorted((a, b) => (a.family < b.family ? -1 : 1)) };
}

function toPredicted({ revision, families }: EnvironmentModel) {
  const predicted = [...families].map(([family, state]) => ({
    family,
    active: state.active,
    hold: state.hold,
    generation: state.declared.generation,
    declared: state.declared.activeVersion,
    isWaiting: state.isWaiting,
    left: sorted(state.left),
    archived: sorted(state.archived),
    activated: state.activated,
  }));
  return { revision, families: predicted.toSorted((a, b) => (a.family < b.family ? -1 : 1)) };
}

function sorted(numbers: Iterable<number>): readonly number[] {
  return [...numbers].sort((left, right) => left - right);
}
