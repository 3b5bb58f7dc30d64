import type { JsonValue } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { jsonDigest } from "@promptrail/core/lifecycle";
import type { Relation } from "../../relations/relation.js";
import type { Answered } from "./asked-answers.js";

/** What changes from one answer to another: the verdict of an eval, or what a relation says must stay the same. */
export type Witness =
  | { readonly kind: "eval"; readonly name: string }
  | { readonly kind: "kept"; readonly relation: Relation };

/** A witness, and whose answer is the worse one. */
export interface Difference {
  readonly witness: Witness;
  readonly failing: "original" | "changed";
}

interface AnsweredPair {
  readonly original: Answered;
  readonly changed: Answered;
}

/** What is different in a pair of answers, must-pass evals first; null where one of them is missing or was not judged. */
export function findDifferences(
  { original, changed }: AnsweredPair,
  relation: Relation,
): readonly Difference[] | null {
  if (original.trial.error !== null || changed.trial.error !== null) return null;
  const judgements = [...original.trial.judgements].sort(
    (left, right) => Number(right.mustPass) - Number(left.mustPass),
  );
  const found = judgements.flatMap(({ name, passed }): readonly Difference[] => {
    const after = readPassed(changed, name);
    if (after === null || after === passed) return [];
    return [{ witness: { kind: "eval", name }, failing: passed ? "changed" : "original" }];
  });
  if (
    relation.keeps === undefined ||
    readKept(original, relation) === readKept(changed, relation)
  ) {
    return found;
  }
  return [...found, { witness: { kind: "kept", relation }, failing: "changed" }];
}

/** Null where the eval said nothing of the answer. */
export function readPassed({ trial }: Answered, name: string): boolean | null {
  if (trial.error !== null) return null;
  return trial.judgements.find((each) => each.name === name)?.passed ?? null;
}

/** A digest of what a relation keeps of an answer; null where no answer came. */
export function readKept(answered: Answered, relation: Relation): string | null {
  const kept = findKept(answered, relation);
  return kept === undefined ? null : jsonDigest({ kept });
}

/** What a relation keeps of an answer; undefined where no answer came. One that is no success has nothing but its outcome. */
export function findKept({ trial, parts }: Answered, { keeps }: Relation): JsonValue | undefined {
  if (parts === null || keeps === undefined) return undefined;
  if (!trial.success) return { outcome: trial.outcome };
  try {
    return keeps(parts) ?? null;
  } catch (error) {
    return { unreadable: toErrorText(error) };
  }
}

export function isSameDifference(left: Difference, right: Difference): boolean {
  return left.failing === right.failing && nameOf(left.witness) === nameOf(right.witness);
}

/** `eval tone`; `kept` for what a relation keeps. */
function nameOf(witness: Witness): string {
  return witness.kind === "eval" ? `eval ${witness.name}` : "kept";
}
