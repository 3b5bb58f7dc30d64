import type { ErrorCode, PromptContent } from "@promptrail/core";
import {
  describeFaulty,
  type FamilyState,
  type FaultyModel,
  isFaulty,
  type LeftFamily,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";

/** A family by what its active version asks. */
export interface SortedFamily {
  readonly state: FamilyState;
  /** Of the active version; null where it is not known. */
  readonly content: PromptContent | null;
  /** True where it is to be rolled back, if it has a version to go to. */
  readonly isChosen: boolean;
  /** True where it asks the faulty model only where another one fails. */
  readonly isFallback: boolean;
  /** Why it is left although it was asked for, or may have to be; null for the others. */
  readonly left: LeftFamily | null;
}

export interface SortSettings {
  readonly faulty: FaultyModel;
  /** True where the request names the family: it is told what became of it. */
  readonly isNamed: boolean;
  /** The revision that the preview told; null where there was none. */
  readonly seenRevision: number | null;
}

/** Whether a family is to be rolled back: its active version asks the faulty model, and nobody changed it since. */
export function sortFamily(
  state: FamilyState,
  content: PromptContent | null,
  settings: SortSettings,
): SortedFamily {
  const { faulty, isNamed, seenRevision } = settings;
  const sorted = { state, content, isChosen: false, isFallback: false, left: null };
  if (content === null) return { ...sorted, left: unknownContent(state, faulty) };
  if (isFaulty(faulty, content)) {
    const isChanged = seenRevision !== null && state.revision > seenRevision;
    return isChanged
      ? { ...sorted, left: changed(state, seenRevision) }
      : { ...sorted, isChosen: true };
  }
  if (isNamed) return { ...sorted, left: notFaulty(state, faulty) };
  return { ...sorted, isFallback: content.fallbacks.some((each) => isFaulty(faulty, each)) };
}

export function toLeft(state: FamilyState, code: ErrorCode, reason: string): LeftFamily {
  const { family, activeVersion } = state;
  return { family, active: versionKey(family, activeVersion), code, reason };
}

/** A family that the request names and the environment does not have. */
export function unknownFamily(family: string): LeftFamily {
  return {
    family,
    active: null,
    code: "unknown_family",
    reason: `Family "${family}" does not exist in this environment. Check the name with \`promptrail status\`.`,
  };
}

function unknownContent(state: FamilyState, faulty: FaultyModel): LeftFamily {
  const active = versionKey(state.family, state.activeVersion);
  return toLeft(
    state,
    "immutability_violation",
    `It is not known whether ${active} is on ${describeFaulty(faulty)}: its stored body is missing, or was changed after it was registered. Roll the family back by itself with \`promptrail rollback ${state.family}\`, and check the store with \`promptrail history --verify\`.`,
  );
}

function changed(state: FamilyState, seenRevision: number): LeftFamily {
  const active = versionKey(state.family, state.activeVersion);
  return toLeft(
    state,
    "stale_state",
    `The family has changed since the preview, which was made at revision ${seenRevision}: ${active} is active now, by a decision of ${state.decidedBy} at revision ${state.revision}. Read its history, then decide again.`,
  );
}

function notFaulty(state: FamilyState, faulty: FaultyModel): LeftFamily {
  const active = versionKey(state.family, state.activeVersion);
  return toLeft(
    state,
    "stale_state",
    `${active} is active, which is not on ${describeFaulty(faulty)}. Nothing needs to be done.`,
  );
}
