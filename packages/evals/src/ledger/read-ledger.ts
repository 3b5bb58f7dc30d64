import type { EstimatedFigure } from "../gate/side-figures.js";
import type { Trial } from "../runner/case-result.js";
import { fisherExact, type TwoByTwo } from "../statistics/association/fisher-exact.js";
import { shareInterval } from "../statistics/means/wilson-interval.js";
import { holm } from "../statistics/multiplicity/adjust-p.js";
import type { Instruction } from "./define-ledger.js";

/** A case with the answers of one version, or of one model. */
export interface LedgerCase {
  readonly id: string;
  readonly cluster: string | null;
  readonly trials: readonly Trial[];
}

/** How often one instruction was obeyed. */
export interface Compliance extends Instruction {
  /** First answers to which it applies. */
  readonly judged: number;
  readonly obeyed: number;
  /** The share, with its 95 % Wilson interval; null where nothing was judged. */
  readonly rate: EstimatedFigure | null;
}

/** Two instructions in the same answers. */
export interface InstructionPair extends TwoByTwo {
  readonly first: string;
  readonly second: string;
  /** One-sided: that both are obeyed together so seldom. By Fisher's exact test, before Holm's correction. */
  readonly p: number;
  /** With all pairs taken together. */
  readonly adjustedP: number;
  /** Whether it is shown that one is obeyed where the other is not. */
  readonly isConflict: boolean;
}

/** What the answers say of a prompt's instructions. */
export interface LedgerFigures {
  readonly instructions: readonly Compliance[];
  /** The most conflicting first. */
  readonly pairs: readonly InstructionPair[];
  readonly alpha: number;
  /** Cases whose first answer is none, was cut or refused, or was not judged: they say nothing of instructions. */
  readonly leftOut: number;
}

interface ReadLedgerSettings {
  readonly instructions: readonly Instruction[];
  readonly cases: readonly LedgerCase[];
  /** Of all pairs together. */
  readonly alpha: number;
}

/**
 * Which instructions are obeyed, and which exclude each other: for each pair the one-sided exact test of Fisher on obeyed × obeyed, and
 * Holm's rule over the pairs. One answer a case, the first: repeats of a case are not independent; and one case a cluster.
 */
export function readLedger({ instructions, cases, alpha }: ReadLedgerSettings): LedgerFigures {
  const heard = cases.filter(({ trials: [first] }) => first?.success === true && !first.error);
  const answers = heard.map(({ cluster, trials: [first] }) => {
    const said = (first?.judgements ?? []).map(({ name, passed }) => [name, passed] as const);
    return { cluster, obeyed: new Map(said) };
  });
  const units = takeOneOfEach(answers);
  const tables = instructions.flatMap((first, at) =>
    instructions.slice(at + 1).map((second) => {
      const table = countTogether(units, first.id, second.id);
      return { first: first.id, second: second.id, ...table, p: fisherExact(table).less };
    }),
  );
  const adjusted = holm(tables.map(({ p }) => p));
  const pairs = tables.map((table, at) => {
    const adjustedP = adjusted[at] ?? 1;
    return { ...table, adjustedP, isConflict: adjustedP <= alpha };
  });
  return {
    instructions: instructions.map((each) => measure(each, answers)),
    pairs: pairs.toSorted((left, right) => left.p - right.p),
    alpha,
    leftOut: cases.length - heard.length,
  };
}

interface ReadAnswer {
  readonly cluster: string | null;
  /** By the instruction's id; without those that do not apply. */
  readonly obeyed: ReadonlyMap<string, boolean>;
}

function takeOneOfEach(answers: readonly ReadAnswer[]): readonly ReadAnswer[] {
  const seen = new Set<string>();
  return answers.filter(({ cluster }) => {
    if (cluster === null) return true;
    const isNew = !seen.has(cluster);
    seen.add(cluster);
    return isNew;
  });
}

function countTogether(answers: readonly ReadAnswer[], first: string, second: string): TwoByTwo {
  const table = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
  for (const { obeyed } of answers) {
    const [left, right] = [obeyed.get(first), obeyed.get(second)];
    if (left === undefined || right === undefined) continue;
    if (left) table[right ? "both" : "onlyFirst"] += 1;
    else table[right ? "onlySecond" : "neither"] += 1;
  }
  return table;
}

function measure(instruction: Instruction, answers: readonly ReadAnswer[]): Compliance {
  const judged = answers.filter(({ obeyed }) => obeyed.has(instruction.id));
  const values = judged.map(({ obeyed }) => Number(obeyed.get(instruction.id)));
  const obeyed = values.reduce((sum, value) => sum + value, 0);
  const clusters = judged.map(({ cluster }) => cluster);
  const rate =
    values.length === 0
      ? null
      : { value: obeyed / values.length, ...shareInterval(values, clusters, 0.95) };
  return { ...instruction, judged: values.length, obeyed, rate };
}
