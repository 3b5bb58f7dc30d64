import { listSome } from "../../../errors/list-some.js";
import type { PromptContent } from "../../../prompt/prompt-content.js";
import { versionKey } from "../../../prompt/prompt-version.js";
import type { FamilyState } from "../../family-state.js";
import { describeNoTarget, listRollbackTargets } from "../rollback-targets.js";
import { describeFaulty, type FaultyModel, isFaulty } from "./faulty-model.js";

/** Where a family goes whose active version is faulty, or why it stays. */
export type ChosenRollback =
  | { readonly toVersion: number; readonly reason: null }
  | { readonly toVersion: null; readonly reason: string };

/**
 * Rolls a family back whose active version is faulty: to the newest eligible version that is not. A pure function.
 *
 * @param contentOf what is registered under a number; null where nothing is, or where it cannot be read.
 */
export function chooseRollback(
  state: FamilyState,
  faulty: FaultyModel,
  contentOf: (version: number) => PromptContent | null,
): ChosenRollback {
  const targets = listRollbackTargets(state).map((version) => ({
    version,
    content: contentOf(version),
  }));
  const target = targets.find(({ content }) => content !== null && !isFaulty(faulty, content));
  if (target !== undefined) return { toVersion: target.version, reason: null };
  const keysOf = (unfit: typeof targets) =>
    unfit.map(({ version }) => versionKey(state.family, version));
  const alike = keysOf(targets.filter(({ content }) => content !== null));
  const unknown = keysOf(targets.filter(({ content }) => content === null));
  const reasons = [
    ...(alike.length === 0
      ? []
      : [`${listSome(alike)} ${areIs(alike)} on ${describeFaulty(faulty)}, too`]),
    ...(unknown.length === 0
      ? []
      : [`the body of ${listSome(unknown)} is not registered here, or was changed`]),
  ];
  const reason = reasons.length === 0 ? describeNoTarget(state) : reasons.join("; ");
  const active = versionKey(state.family, state.activeVersion);
  return {
    toVersion: null,
    reason: `${active} stays active: ${reason}. Promote or deploy a version that is on another model.`,
  };
}

function areIs(keys: readonly string[]): string {
  return keys.length === 1 ? "is" : "are";
}
