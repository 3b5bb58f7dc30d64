import type { JsonObject, JsonValue } from "@promptrail/core";
import { readField, showPath, toFieldName } from "../../relations/json-fields.js";
import type { Relation } from "../../relations/relation.js";
import { cutOutput } from "../../runner/case-result.js";
import { type AskedInput, type InputOrigin, toInputId } from "../inputs/fuzz-input.js";
import { applyEdits } from "../shrink/edits.js";
import type { Answered, AskedAnswers } from "./asked-answers.js";
import { type ConfirmedFailure, toInputs } from "./settle-suspect.js";
import { findKept, readKept, readPassed } from "./verdicts.js";

/** One field that was changed. */
export interface ChangedField {
  /** `order.currency` */
  readonly path: string;
  /** Undefined: nothing stood there. For an order, the names of the members. */
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  /** Whether its members stand in another order, and nothing else. */
  readonly isOrder: boolean;
}

/** What was answered to one input of a counterexample. */
export interface ShownAnswer {
  readonly context: JsonObject;
  /** How many answers confirmed it, and how many of these failed. */
  readonly asked: number;
  readonly failed: number;
  /** One answer that is as most are, at most 4,000 characters. */
  readonly output: string;
  /** What the eval says of it, or what was kept of it. */
  readonly reason: string;
}

/** A failure that was confirmed and shrunk. */
export interface Counterexample {
  /** `fuzz-currency_changed-1a2b3c4d`: as the case that it makes. */
  readonly id: string;
  /** Null: an input that fails by itself. */
  readonly relation: Relation | null;
  /** The eval whose verdict changes; null where it is what the relation keeps. */
  readonly evalName: string | null;
  /** The fewest fields that make it fail. */
  readonly fields: readonly ChangedField[];
  /** Names of the fields, as relations name them: `items[].note`. */
  readonly fieldNames: readonly string[];
  readonly failing: "original" | "changed";
  readonly original: ShownAnswer;
  /** Null for an input alone. */
  readonly changed: ShownAnswer | null;
  readonly origin: InputOrigin;
  readonly caseId: string | null;
  readonly tags: readonly string[];
  readonly truth: { readonly value: unknown } | null;
  readonly isShrunk: boolean;
  /** How many times more likely its answers are where the failure is real. */
  readonly evidence: number;
}

/** The failure as it is told and kept. */
export async function toCounterexample(
  failure: ConfirmedFailure,
  answers: AskedAnswers,
): Promise<Counterexample> {
  const { suspect, difference, input, confirmation, isShrunk } = failure;
  const { drawn, tried } = suspect;
  const { witness, failing } = difference;
  const { original, changed } = toInputs(input, suspect);
  const show = async (side: AskedInput, at: number, isFailing: boolean) => {
    const { asked, expected } = confirmation.answers[at] ?? { asked: 0, expected: 0 };
    const failed = isFailing ? expected : asked - expected;
    const said = await findTypical(failure, { side, original, isFailing }, answers);
    return { context: side.context, asked, failed, ...said };
  };
  const shown = {
    original: await show(original, 0, failing === "original"),
    changed: changed === null ? null : await show(changed, 1, failing === "changed"),
  };
  const failingContext = failing === "changed" && changed !== null ? changed : original;
  const name = tried?.name ?? "input_fails";
  const id = `fuzz-${name}-${toInputId(failingContext.context).slice("fuzz-".length, "fuzz-".length + 10)}`;
  const fields = input.edits.map((edit) => toField(input.original, edit, input));
  return {
    id,
    relation: tried,
    evalName: witness.kind === "eval" ? witness.name : null,
    fields,
    fieldNames: [...new Set(input.edits.map(({ path }) => toFieldName(path)))],
    failing,
    ...shown,
    origin: drawn.origin,
    caseId: drawn.caseId,
    tags: drawn.tags,
    truth: drawn.truth,
    isShrunk,
    evidence: confirmation.evidence,
  };
}

function toField(
  original: JsonObject,
  { path, ...edit }: ConfirmedFailure["input"]["edits"][number],
  { edits }: ConfirmedFailure["input"],
): ChangedField {
  const before = readField(original, path);
  const shown = path.length === 0 ? "the whole input" : showPath(path);
  if ("value" in edit) return { path: shown, before, after: edit.value, isOrder: false };
  const after = readField(applyEdits(original, edits), path);
  return { path: shown, before: namesOf(before), after: namesOf(after), isOrder: true };
}

function namesOf(value: JsonValue | undefined): JsonValue {
  return Object.keys(value ?? {});
}

/** The first answer that is as most of them are. */
async function findTypical(
  { difference: { witness } }: ConfirmedFailure,
  { side, original, isFailing }: ShownSide,
  answers: AskedAnswers,
): Promise<Pick<ShownAnswer, "output" | "reason">> {
  const relation = witness.kind === "kept" ? witness.relation : null;
  const reference =
    relation === null ? null : readKept(await answers.answer(original, 0), relation);
  const passes = (answered: Answered): boolean | null =>
    witness.kind === "eval"
      ? readPassed(answered, witness.name)
      : readKept(answered, witness.relation) === reference;
  for (let at = 0; at < answers.countOf(side); at += 1) {
    const answered = await answers.answer(side, at);
    if (passes(answered) !== !isFailing) continue;
    const output = cutOutput(answered.parts?.shown ?? "");
    if (relation !== null) {
      return { output, reason: JSON.stringify(findKept(answered, relation) ?? null) };
    }
    const said = answered.trial.judgements.find(
      ({ name }) => witness.kind === "eval" && name === witness.name,
    );
    return { output, reason: said?.reason ?? "" };
  }
  return { output: "", reason: "" };
}

interface ShownSide {
  readonly side: AskedInput;
  readonly original: AskedInput;
  readonly isFailing: boolean;
}
