import type { Relation } from "../../relations/relation.js";
import type { RunStop } from "../../runner/bounds/run-stop.js";
import { findDetectableShare, findPower } from "../confirm/find-power.js";
import type { InputOrigin } from "../inputs/fuzz-input.js";
import type { Counterexample } from "./counterexample.js";
import { fuzzAlpha, type Swept } from "./sweep.js";
import type { Tallies, Tally } from "./tallies.js";

/** `found`: a counterexample. `nothing`: each relation had all its inputs, and held. Else `inconclusive`. */
export type FuzzVerdict = "found" | "nothing" | "inconclusive";

/** What came of a relation. */
export interface RelationFigures {
  /** Null: that inputs which the schema made pass the must-pass evals. */
  readonly relation: Relation | null;
  /** Different inputs. */
  readonly inputs: number;
  readonly absent: number;
  readonly lost: number;
  readonly slips: number;
  readonly undecided: number;
  readonly isFound: boolean;
  /** A fault that hits at least this share of inputs, and each of their answers, would have been found with 95%. */
  readonly detectable: number;
  /** The same where one answer in ten is not as the fault makes it. */
  readonly detectableWithSlips: number;
}

/** What a run of fuzz found. */
export interface FuzzRun<Version> {
  readonly version: Version;
  readonly seed: number;
  readonly verdict: FuzzVerdict;
  /** Why nothing could be decided; empty otherwise. */
  readonly reasons: readonly string[];
  readonly relations: readonly RelationFigures[];
  readonly counterexamples: readonly Counterexample[];
  /** How many inputs each relation was to have. */
  readonly wanted: number;
  readonly drawn: Readonly<Record<InputOrigin, number>>;
  /** Cases of the dataset that the version's input schema does not take. */
  readonly refusedCases: number;
  readonly alpha: number;
  readonly spending: {
    readonly asked: number;
    readonly kept: number;
    /** US dollars, those of judges and evals included; null where a part is unknown. */
    readonly cost: number | null;
  };
  readonly stop: RunStop | null;
}

interface ToFuzzRunSettings<Version> {
  readonly version: Version;
  readonly seed: number;
  readonly wanted: number;
  readonly tallies: Tallies;
  readonly swept: Swept;
  readonly counterexamples: readonly Counterexample[];
  readonly refusedCases: number;
  readonly spending: FuzzRun<Version>["spending"];
  /** Relations that the suite names itself: one that never applies is a mistake. */
  readonly named: ReadonlySet<Relation>;
}

export function toFuzzRun<Version>(settings: ToFuzzRunSettings<Version>): FuzzRun<Version> {
  const { tallies, swept, counterexamples, named, wanted, ...rest } = settings;
  const { version, seed, refusedCases, spending } = rest;
  const relations = tallies.all
    .filter(({ tried, inputs, lost, undecided }) => {
      return inputs + lost + undecided > 0 || (tried !== null && named.has(tried));
    })
    .map((tally) => toFigures(tally, swept.threshold));
  const reasons = counterexamples.length > 0 ? [] : findReasons(relations, settings);
  const undecided = reasons.length > 0 ? "inconclusive" : "nothing";
  return {
    version,
    seed,
    verdict: counterexamples.length > 0 ? "found" : undecided,
    reasons,
    relations,
    counterexamples,
    wanted,
    drawn: swept.drawn,
    refusedCases,
    alpha: fuzzAlpha,
    spending,
    stop: swept.end?.stop ?? null,
  };
}

function toFigures(
  { tried: relation, inputs, absent, lost, slips, undecided, isFound }: Tally,
  confirmAt: number,
): RelationFigures {
  const sides = relation === null ? 1 : 2;
  const power = findPower({ sides, slips: 0.1, confirmAt });
  const counts = { relation, inputs, absent, lost, slips, undecided, isFound };
  return {
    ...counts,
    detectable: findDetectableShare(inputs, 1),
    detectableWithSlips: findDetectableShare(inputs, power),
  };
}

/** A share of lost inputs above it leaves a gap where a fault may be. */
const mostLost = 0.1;

function findReasons<Version>(
  relations: readonly RelationFigures[],
  { swept, wanted, named }: ToFuzzRunSettings<Version>,
): readonly string[] {
  const nameOf = ({ relation }: RelationFigures) => relation?.name ?? "input_fails";
  const list = (some: readonly RelationFigures[]) => some.map(nameOf).join(", ");
  const reasons: string[] = [];
  const short = relations.filter(({ inputs }) => inputs < wanted);
  if (swept.end !== null) {
    reasons.push(
      `The run ended before each relation had its ${wanted} inputs${short.length === 0 ? "" : `: ${list(short)}`}. Run it again with the same seed and a higher limit: it keeps the answers that it has, unless it is a fresh run. Or ask for fewer --inputs.`,
    );
  }
  if (swept.open > 0) reasons.push(`${swept.open} failures were not asked again.`);
  const isTried = relations.some(({ inputs, lost, undecided }) => inputs + lost + undecided > 0);
  if (!isTried && swept.end === null) {
    reasons.push(
      'No relation could be tried: no input has a field that one of them changes. Name the fields in the suite\'s fuzz settings, such as noisePadded({ fields: ["item.note"] }).',
    );
  }
  const absent = relations.filter(
    ({ relation, inputs, lost, undecided }) =>
      relation !== null && named.has(relation) && inputs + lost + undecided === 0,
  );
  if (absent.length > 0 && absent.length < relations.length) {
    reasons.push(`No input has anything that ${list(absent)} changes. Correct its fields.`);
  }
  const lossy = relations.filter(({ lost, inputs }) => lost > mostLost * (lost + inputs));
  if (lossy.length > 0) {
    reasons.push(
      `More than one input in ten has no answer, or one that was not judged: ${list(lossy)}.`,
    );
  }
  const open = relations.filter(({ undecided }) => undecided > 0);
  if (open.length > 0) {
    reasons.push(
      `Failures come and go, so that they could be neither confirmed nor refuted: ${list(open)}.`,
    );
  }
  return reasons;
}
