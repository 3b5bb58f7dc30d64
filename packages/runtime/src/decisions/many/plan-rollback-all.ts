import type { PromptContent, RollbackAllReport } from "@promptrail/core";
import {
  chooseRollback,
  type FamilyState,
  type LeftFamily,
  listRollbackTargets,
  type ModelUse,
  type RolledBackFamily,
  type StatusStore,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { findDone, type Run } from "./find-done.js";
import { readContents } from "./read-contents.js";
import type { RollbackAllRequest } from "./rollback-all-request.js";
import { type SortedFamily, sortFamily, toLeft, unknownFamily } from "./sort-family.js";

/** One family's rollback, which is still to be decided. */
export interface Move {
  readonly family: string;
  readonly fromVersion: number;
  readonly toVersion: number;
}

/** What a rollback of many would do now. */
export interface RollbackAllPlan
  extends Pick<RollbackAllReport, "revision" | "left" | "asFallback" | "activeModels"> {
  readonly moves: readonly Move[];
  /** What earlier requests of the run did. */
  readonly done: readonly RolledBackFamily[];
}

/**
 * Plans a rollback of every family whose active version is faulty, by what the store has. Decides nothing.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function planRollbackAll(
  status: Pick<StatusStore, "readSnapshot" | "readVersion" | "findDecision">,
  run: Run,
  { families, seenRevision }: Pick<RollbackAllRequest, "families" | "seenRevision">,
): Promise<RollbackAllPlan> {
  const snapshot = await status.readSnapshot();
  const named = families === undefined ? null : new Set(families);
  const states = snapshot.families.filter(({ family }) => named?.has(family) ?? true);
  const done = await findDone(status, run, states);
  const open = states.filter(({ family }) => !done.has(family));
  const contentOf = await readContents(status, open.map(toActive));
  const settings = {
    faulty: run.faulty,
    isNamed: named !== null,
    seenRevision: seenRevision ?? null,
  };
  const sorted = open.map((state) =>
    sortFamily(state, contentOf(state.family, state.activeVersion), settings),
  );
  const chosen = await choose(status, run, sorted);
  const known = new Set(states.map(({ family }) => family));
  const unknown = [...(named ?? [])].filter((family) => !known.has(family));
  return {
    revision: snapshot.revision,
    moves: chosen.moves,
    done: [...done.values()].map(({ family, fromVersion, toVersion, revision }) => ({
      family,
      rolledBackFrom: versionKey(family, fromVersion ?? toVersion),
      rolledBackTo: versionKey(family, toVersion),
      revision,
      alreadyApplied: true,
    })),
    left: [
      ...chosen.left,
      ...sorted.flatMap(({ left }) => left ?? []),
      ...unknown.map(unknownFamily),
    ],
    asFallback: sorted.flatMap(({ state, isFallback }) => (isFallback ? [state.family] : [])),
    activeModels: countModels(sorted.flatMap(({ content }) => content ?? [])),
  };
}

function toActive({ family, activeVersion: version }: FamilyState) {
  return { family, version };
}

/** Where each chosen family goes, or why it has nowhere to go. */
async function choose(
  status: Pick<StatusStore, "readVersion">,
  { faulty }: Run,
  sorted: readonly SortedFamily[],
) {
  const states = sorted.flatMap(({ state, isChosen }) => (isChosen ? [state] : []));
  const targets = states.flatMap((state) =>
    listRollbackTargets(state).map((version) => ({ family: state.family, version })),
  );
  const contentOf = await readContents(status, targets);
  const moves: Move[] = [];
  const left: LeftFamily[] = [];
  for (const state of states) {
    const { family, activeVersion: fromVersion } = state;
    const choice = chooseRollback(state, faulty, (version) => contentOf(family, version));
    if (choice.toVersion === null) left.push(toLeft(state, "not_eligible", choice.reason));
    else moves.push({ family, fromVersion, toVersion: choice.toVersion });
  }
  return { moves, left };
}

function countModels(contents: readonly PromptContent[]): readonly ModelUse[] {
  const uses = Map.groupBy(contents, ({ provider, model }) => JSON.stringify([provider, model]));
  return [...uses.values()]
    .flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const { provider, model } = first;
      return [{ provider, model, families: others.length + 1 }];
    })
    .sort((one, other) => other.families - one.families);
}
