import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { ChangeDraw, Relation } from "../../relations/relation.js";
import { createDraw, mixSeed } from "../inputs/draw-change.js";
import { type AskedInput, asDrawn, type DrawnInput } from "../inputs/fuzz-input.js";
import { type Edit, findEdits } from "../shrink/edits.js";
import type { AskedAnswers } from "./asked-answers.js";
import { findPutIn } from "./leave-out-repeated.js";
import { type Difference, findDifferences } from "./verdicts.js";

/** An input, or a pair of them, whose first answers failed. */
export interface Suspect {
  readonly tried: Relation | null;
  readonly drawn: DrawnInput;
  /** Empty for an input alone. */
  readonly edits: readonly Edit[];
  /** Of an input alone, the must-pass evals that it failed. */
  readonly differences: readonly Difference[];
}

/** What came of one relation on one input. */
export interface Tried {
  readonly tried: Relation | null;
  /** `absent`: the input has nothing that it could change. `lost`: an answer is missing or was not judged. */
  readonly result: "held" | "failed" | "absent" | "lost";
  readonly suspect: Suspect | null;
}

interface FindSuspectsSettings {
  readonly answers: AskedAnswers;
  readonly seed: number;
  readonly allows: (context: object) => Promise<boolean>;
  readonly mustPass: ReadonlySet<string>;
}

/** The input with a change: what is asked, and beside which context it is judged. */
export function toChanged(
  drawn: AskedInput,
  context: AskedInput["context"],
  relation: Relation,
): AskedInput {
  const judgedContext = relation.judgedWith === "original" ? drawn.context : context;
  const changed = { ...drawn, context, judgedContext };
  return relation.ignoresRepeated === true
    ? { ...changed, mayRepeat: findPutIn(drawn.context, context) }
    : changed;
}

/**
 * Asks once for an input, and once for each change of it that must not matter. What could not be asked any more is rejected by FuzzEnd.
 *
 * @param number of the input, by which its changes are drawn.
 */
export async function findSuspects(
  drawn: DrawnInput,
  {
    number,
    relations,
    isAlone,
  }: {
    readonly number: number;
    readonly relations: readonly Relation[];
    /** Whether the input alone is tried, too. */
    readonly isAlone: boolean;
  },
  settings: FindSuspectsSettings,
): Promise<readonly PromiseSettledResult<Tried>[]> {
  const alone = isAlone && drawn.origin !== "case" ? [tryAlone(drawn, settings)] : [];
  const pairs = relations.map((relation) => tryPair(drawn, relation, number, settings));
  return Promise.allSettled([...alone, ...pairs]);
}

/** Waits for all of them, also where one of them throws. */
async function settleAll<Result>(promises: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

async function tryAlone(
  drawn: DrawnInput,
  { answers, mustPass }: FindSuspectsSettings,
): Promise<Tried> {
  const { trial } = await answers.answer(asDrawn(drawn), 0);
  if (trial.error !== null) return { tried: null, result: "lost", suspect: null };
  const failed = trial.judgements.filter(({ name, passed }) => mustPass.has(name) && !passed);
  if (failed.length === 0) return { tried: null, result: "held", suspect: null };
  const differences = failed.map(
    ({ name }): Difference => ({ witness: { kind: "eval", name }, failing: "original" }),
  );
  const suspect = { tried: null, drawn, edits: [], differences };
  return { tried: null, result: "failed", suspect };
}

async function tryPair(
  drawn: DrawnInput,
  relation: Relation,
  number: number,
  { answers, seed, allows }: FindSuspectsSettings,
): Promise<Tried> {
  const nothing = { tried: relation, suspect: null };
  const draw = createDraw(mixSeed(seed, 4, number, hashName(relation.name)), allows);
  const context = await changeContext(drawn, relation, draw);
  if (context === null || !(await allows(context))) return { ...nothing, result: "absent" };
  const edits = findEdits(drawn.context, context);
  if (edits.length === 0) return { ...nothing, result: "absent" };
  const input = asDrawn(drawn);
  const [original, changed] = await settleAll([
    answers.answer(input, 0),
    answers.answer(toChanged(input, context, relation), 0),
  ]);
  if (original === undefined || changed === undefined) return { ...nothing, result: "lost" };
  const differences = findDifferences({ original, changed }, relation);
  if (differences === null) return { ...nothing, result: "lost" };
  if (differences.length === 0) return { ...nothing, result: "held" };
  const suspect = { tried: relation, drawn, edits, differences };
  return { tried: relation, result: "failed", suspect };
}

/** @throws PromptrailError `invalid_definition` where the relation's own code fails. */
async function changeContext({ context }: DrawnInput, relation: Relation, draw: ChangeDraw) {
  try {
    return await relation.change(structuredClone(context), draw);
  } catch (error) {
    throw new PromptrailError(
      "invalid_definition",
      `Relation "${relation.name}" could not change an input: ${toErrorText(error)}. Correct its \`change\`; it returns null where there is nothing to change.`,
      { relation: relation.name },
      error,
    );
  }
}

function hashName(name: string): number {
  return [...name].reduce(
    (sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0,
    7,
  );
}
