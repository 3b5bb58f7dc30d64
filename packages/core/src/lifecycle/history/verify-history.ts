import { isError } from "../../errors/any-error.js";
import { cutText } from "../../errors/list-some.js";
import { contentDigest } from "../../json/content-digest.js";
import { applyDecision } from "../apply-decision.js";
import type { Change, Decision } from "../decision.js";
import { hashDecision } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import type { Snapshot } from "../snapshot.js";

/** Where a history does not hold. */
export interface HistoryProblem {
  /** Of the decision that does not fit; of the snapshot where the live state does not. */
  readonly revision: number;
  readonly kind: "gap" | "link" | "hash" | "fold" | "state";
  /** Null where it is about the environment. */
  readonly family: string | null;
  /** Says what is there, and what should be. */
  readonly message: string;
}

/** Checks a history that is too long to be held at once. */
export interface HistoryVerifier {
  /** Takes the decisions that follow those it was given, oldest first. Returns what is wrong with them. */
  readonly add: (decisions: readonly Decision[]) => readonly HistoryProblem[];
  /** After the last decision: where the live state is not what they add up to. */
  readonly finish: (snapshot: Snapshot) => readonly HistoryProblem[];
}

/**
 * Checks the whole history of an environment, oldest decision first, against its live state: each hash,
 * the links between them, revisions from 1 without gaps, and that the fold of the decisions gives
 * exactly the snapshot's families. Empty where all holds; else in the order of the history.
 */
export function verifyHistory(
  decisions: readonly Decision[],
  snapshot: Snapshot,
): readonly HistoryProblem[] {
  const verifier = createHistoryVerifier();
  return [...verifier.add(decisions), ...verifier.finish(snapshot)];
}

/** Checks what {@link verifyHistory} does, page by page; it holds one state a family and no decisions. */
export function createHistoryVerifier(): HistoryVerifier {
  const folded = new Map<string, FamilyState>();
  let last: Decision | undefined;
  const check = (decision: Decision) => {
    const problems = [...checkLink(decision, last), ...foldInto(folded, decision)];
    last = decision;
    return problems;
  };
  return {
    add: (decisions) => decisions.flatMap(check),
    finish: (snapshot) => [...checkHead(last, snapshot), ...checkStates(folded, snapshot)],
  };
}

function checkLink(decision: Decision, before: Decision | undefined): readonly HistoryProblem[] {
  const { revision, family, previousHash } = decision;
  const expected = (before?.revision ?? 0) + 1;
  const problem = (kind: HistoryProblem["kind"], message: string): HistoryProblem => ({
    revision,
    kind,
    family,
    message: `Revision ${revision} (${family}): ${message}`,
  });
  const problems: HistoryProblem[] = [];
  if (revision !== expected) {
    problems.push(problem("gap", `revision ${expected} was expected in this place.`));
  } else if (previousHash !== (before?.hash ?? "")) {
    problems.push(
      problem(
        "link",
        `it follows ${name(previousHash)}, but ${name(before?.hash ?? "")} is before it.`,
      ),
    );
  }
  if (!hasOwnHash(decision)) {
    problems.push(problem("hash", `its content does not match its hash ${decision.hash}.`));
  }
  return problems;
}

function name(hash: string): string {
  return hash === "" ? "nothing" : hash;
}

function hasOwnHash({ hash, ...unsigned }: Decision): boolean {
  if (hashDecision(unsigned) === hash) return true;
  const change = withoutLaterFields(unsigned.change);
  return change !== null && contentDigest({ ...unsigned, change }) === hash;
}

/** Declarations recorded before they carried a ground and an acknowledgement are read with these. */
function withoutLaterFields(change: Change): object | null {
  if (change.kind !== "declared" && change.kind !== "first_seen") return null;
  const { acknowledgedRevision, ground, ...declared } = change.declared;
  return acknowledgedRevision === 0 && ground.kind === "no_suite" ? { ...change, declared } : null;
}

function foldInto(folded: Map<string, FamilyState>, decision: Decision): readonly HistoryProblem[] {
  const { family, revision, change } = decision;
  const before = folded.get(family);
  const problem = (message: string): HistoryProblem => ({
    revision,
    kind: "fold",
    family,
    message: `Revision ${revision} (${family}): ${message}`,
  });
  const seenBefore = change.kind === "first_seen" ? before?.revision : undefined;
  try {
    folded.set(family, applyDecision(before ?? null, decision));
  } catch (error) {
    if (!isError(error) || error.name !== "TypeError") throw error;
    return [problem(error.message)];
  }
  if (seenBefore === undefined) return [];
  return [
    problem(
      `it is a first declaration, which would reset the family, but revision ${seenBefore} is an earlier decision on the family.`,
    ),
  ];
}

function checkHead(last: Decision | undefined, snapshot: Snapshot): readonly HistoryProblem[] {
  const { revision, headHash } = snapshot;
  const ends = { revision: last?.revision ?? 0, headHash: last?.hash ?? "" };
  if (ends.revision === revision && ends.headHash === headHash) return [];
  const message =
    ends.revision === revision
      ? `The live state is based on ${name(headHash)}, but the history ends with ${name(ends.headHash)}.`
      : `The live state is at revision ${revision}, but the history ends at ${ends.revision}.`;
  return [{ revision, kind: "state", family: null, message }];
}

function checkStates(
  folded: ReadonlyMap<string, FamilyState>,
  snapshot: Snapshot,
): readonly HistoryProblem[] {
  const live = new Map(snapshot.families.map((state) => [state.family, state]));
  const families = [...new Set([...folded.keys(), ...live.keys()])].sort();
  return families.flatMap((family): HistoryProblem[] => {
    const difference = describeDifference(folded.get(family), live.get(family));
    if (difference === null) return [];
    const message = `Family "${family}": ${difference}`;
    return [{ revision: snapshot.revision, kind: "state", family, message }];
  });
}

function describeDifference(
  folded: FamilyState | undefined,
  live: FamilyState | undefined,
): string | null {
  if (live === undefined) return "it has decisions, but is not in the live state.";
  if (folded === undefined) return "it is in the live state, but no decision is about it.";
  const expected = new Map(Object.entries(folded));
  const differing = Object.entries(live).filter(
    ([field, value]) => digest(value) !== digest(expected.get(field)),
  );
  if (differing.length === 0) return null;
  const described = differing.map(
    ([field, value]) =>
      `${field} is ${show(value)}, but its decisions result in ${show(expected.get(field))}`,
  );
  return `${described.join("; ")}.`;
}

function show(value: unknown): string {
  return cutText(JSON.stringify(value) ?? "nothing");
}

function digest(value: unknown): string {
  return contentDigest({ value });
}
