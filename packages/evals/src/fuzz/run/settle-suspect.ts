import type { JsonObject } from "@promptrail/core";
import type { AlphaSpending } from "../confirm/answer-evidence.js";
import { type Confirmation, confirm, confirmRule, shrinkRule } from "../confirm/confirm.js";
import { screens } from "../confirm/find-power.js";
import { type AskedInput, asDrawn } from "../inputs/fuzz-input.js";
import { applyEdits } from "../shrink/edits.js";
import { type EditedInput, shrinkPair } from "../shrink/shrink-pair.js";
import type { AskedAnswers } from "./asked-answers.js";
import { type Suspect, toChanged } from "./find-suspects.js";
import { FuzzEnd } from "./fuzz-end.js";
import {
  type Difference,
  findDifferences,
  isSameDifference,
  readKept,
  readPassed,
} from "./verdicts.js";

interface SettleSettings {
  readonly answers: AskedAnswers;
  readonly spending: AlphaSpending;
  readonly allows: (context: object) => Promise<boolean>;
}

/** A failure that was confirmed. */
export interface ConfirmedFailure {
  readonly suspect: Suspect;
  readonly difference: Difference;
  readonly input: EditedInput;
  readonly confirmation: Confirmation;
  /** False where the run ended, or noise came in between, before it was as small as it could be. */
  readonly isShrunk: boolean;
}

export type Settled =
  | { readonly kind: "slip" }
  | { readonly kind: "undecided" }
  | { readonly kind: "found"; readonly failure: ConfirmedFailure; readonly end: FuzzEnd | null };

/**
 * Asks again whether a failure is one, and shrinks it: a step counts where the smaller input fails, too, and the last one is confirmed
 * with answers that no step has seen. Throws FuzzEnd before it is confirmed.
 */
export async function settleSuspect(suspect: Suspect, settings: SettleSettings): Promise<Settled> {
  const { spending } = settings;
  const found: EditedInput = { original: suspect.drawn.context, edits: suspect.edits };
  const screened = await screen(suspect, settings);
  if (screened === null) return { kind: "slip" };
  const { difference, from } = screened;
  const asking = { ...settings, suspect, difference };
  const rule = { ...confirmRule, confirmAt: spending.take() };
  const confirmation = await confirm(
    toSides(found, asking, () => from),
    rule,
  );
  if (confirmation.decision === "dropped") return { kind: "slip" };
  if (confirmation.decision === "undecided") return { kind: "undecided" };
  const first = { suspect, difference, input: found, confirmation, isShrunk: false };
  try {
    const smallest = await shrink(found, asking);
    if (smallest === found) {
      return { kind: "found", failure: { ...first, isShrunk: true }, end: null };
    }
    const again = await confirm(
      toSides(smallest, asking, (side) => settings.answers.countOf(side)),
      { ...confirmRule, confirmAt: spending.take() },
    );
    const isShrunk = again.decision === "confirmed";
    const failure = isShrunk ? { ...first, input: smallest, confirmation: again, isShrunk } : first;
    return { kind: "found", failure, end: null };
  } catch (error) {
    if (!(error instanceof FuzzEnd)) throw error;
    return { kind: "found", failure: first, end: error };
  }
}

/** What shows again when it is asked once or twice more; null for a slip. */
async function screen(
  suspect: Suspect,
  { answers }: SettleSettings,
): Promise<{ readonly difference: Difference; readonly from: number } | null> {
  for (let at = 1; at <= screens; at += 1) {
    const again = await readAgain(suspect, answers, at);
    const difference = suspect.differences.find((each) =>
      again.some((other) => isSameDifference(each, other)),
    );
    if (difference !== undefined) return { difference, from: at + 1 };
  }
  return null;
}

async function readAgain(
  { drawn, edits, tried, differences }: Suspect,
  answers: AskedAnswers,
  at: number,
): Promise<readonly Difference[]> {
  const input = asDrawn(drawn);
  if (tried === null) {
    const again = await answers.answer(input, at);
    return differences.filter(
      ({ witness }) => witness.kind === "eval" && readPassed(again, witness.name) === false,
    );
  }
  const context = applyEdits(drawn.context, edits);
  const [original, changed] = await Promise.all([
    answers.answer(input, at),
    answers.answer(toChanged(input, context, tried), at),
  ]);
  return findDifferences({ original, changed }, tried) ?? [];
}

interface Asking extends SettleSettings {
  readonly suspect: Suspect;
  readonly difference: Difference;
}

/** The inputs of a failure, each with what is expected of its answers. */
export function toSides(
  input: EditedInput,
  asking: Pick<Asking, "answers" | "suspect" | "difference">,
  fromOf: (side: AskedInput) => number,
) {
  const { answers, difference } = asking;
  const { original, changed } = toInputs(input, asking.suspect);
  const { failing, witness } = difference;
  const passes = async (side: AskedInput, at: number): Promise<boolean | null> => {
    const answered = await answers.answer(side, at);
    if (witness.kind === "eval") return readPassed(answered, witness.name);
    const reference = readKept(await answers.answer(original, 0), witness.relation);
    const kept = readKept(answered, witness.relation);
    return kept === null || reference === null ? null : kept === reference;
  };
  const toSide = (side: AskedInput, isFailing: boolean) => ({
    from: Math.max(fromOf(side), witness.kind === "kept" ? 1 : 0),
    isExpected: async (at: number) => {
      const passed = await passes(side, at);
      return passed === null ? null : passed !== isFailing;
    },
  });
  if (changed === null) return [toSide(original, true)];
  return [toSide(original, failing === "original"), toSide(changed, failing === "changed")];
}

/** The changed input is null where one alone fails. */
export function toInputs(
  { original, edits }: EditedInput,
  { drawn, tried }: Pick<Suspect, "drawn" | "tried">,
): { readonly original: AskedInput; readonly changed: AskedInput | null } {
  const input = asDrawn({ ...drawn, context: original });
  const context: JsonObject = applyEdits(original, edits);
  return { original: input, changed: tried === null ? null : toChanged(input, context, tried) };
}

async function shrink(found: EditedInput, asking: Asking): Promise<EditedInput> {
  let smallest = found;
  await shrinkPair(found, {
    allows: asking.allows,
    fails: async (input) => {
      const { decision } = await confirm(
        toSides(input, asking, () => 0),
        shrinkRule,
      );
      return decision === "confirmed";
    },
    onSmaller: (input) => {
      smallest = input;
    },
  });
  return smallest;
}
