import { type Eval, PromptrailError } from "@promptrail/core";
import { isJudgingEval } from "../runner/evaluator/judging-eval.js";
import { list, object, text } from "../settings/field-rules.js";
import { requireFields, type SettingRules, show } from "../settings/require-fields.js";

/** One atomic instruction of a prompt. */
export interface Instruction {
  /** Lower case, unique in its ledger: `at_most_120_words`. */
  readonly id: string;
  /** The words with which the prompt says it: `Maximum 120 words.` White space and case do not matter. */
  readonly text: string;
}

/** An instruction, and what tells whether an answer obeys it. */
export interface InstructionSettings<Check extends Eval = Eval> extends Instruction {
  /** Passes where the answer obeys, and does not apply where the instruction does not. A judge of one answer will do, too. */
  readonly eval: Check;
}

/** An eval of one instruction. */
export interface InstructionEval extends Eval {
  readonly instruction: Instruction;
}

/** The instructions of a prompt, with one eval each. */
export interface Ledger<Check extends Eval = Eval> {
  readonly instructions: readonly Instruction[];
  /** In the order of the instructions and by their ids: evals of a suite, alone or beside others. */
  readonly evals: readonly Check[];
}

const rules: SettingRules<InstructionSettings> = { id: text, text, eval: object };

const idForm = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * The instructions of a family's prompt as a list that is reviewed: each with an id, its words and an eval. A suite with these evals
 * reports which are obeyed, which exclude each other, and which a version drops.
 *
 * @throws PromptrailError `invalid_definition` for less than two instructions, an id that is none or is there twice, and a text without words.
 */
export function defineLedger<const Entries extends readonly InstructionSettings[]>(
  entries: Entries,
): Ledger<Entries[number]["eval"]> {
  if (!list.fits(entries)) {
    refuse(`A ledger has ${show(entries)} as its instructions. Give a list.`);
  }
  if (entries.length < 2) {
    refuse("A ledger needs at least two instructions. Add the others of the prompt.");
  }
  const seen = new Set<string>();
  entries.forEach(requireInstruction);
  for (const { id, text } of entries) {
    if (!idForm.test(id)) {
      refuse(
        `Instruction "${id}" has an id that does not fit. Use lower case letters, digits and _, with a letter first.`,
      );
    }
    if (seen.has(id)) refuse(`Instruction "${id}" is there twice. Give each an id of its own.`);
    if (text.trim() === "") {
      refuse(`Instruction "${id}" has no text. Give it the words of the prompt.`);
    }
    seen.add(id);
  }
  return Object.freeze({
    instructions: entries.map(({ id, text }) => Object.freeze({ id, text })),
    evals: entries.map(toInstructionEval),
  });
}

/** As JavaScript may call it: what else an instruction says is looked at later. */
function requireInstruction(entry: unknown, at: number): void {
  requireFields(entry, {
    rules,
    required: ["id", "text", "eval"],
    refuse: (reason) => refuse(`Instruction ${at + 1} of a ledger ${reason}`),
  });
}

function toInstructionEval({ id, text, eval: check }: InstructionSettings): Eval {
  const named = { ...check, name: id, instruction: Object.freeze({ id, text }) };
  if (!isJudgingEval(check)) return Object.freeze(named);
  // A judge's card and labels are found by its name.
  if (check.name !== id) {
    refuse(`Instruction "${id}" has the judge "${check.name}". Give the judge the name "${id}".`);
  }
  return Object.freeze(named);
}

function refuse(message: string): never {
  throw new PromptrailError("invalid_definition", message);
}

/** Recognised by its data, not by its maker: another copy of this package may have made it. */
export function isInstructionEval(check: Eval): check is InstructionEval {
  return "instruction" in check;
}

/** The instructions among a suite's evals, in their order. */
export function listInstructions(evals: readonly Eval[]): readonly Instruction[] {
  return evals.filter(isInstructionEval).map(({ instruction }) => instruction);
}
