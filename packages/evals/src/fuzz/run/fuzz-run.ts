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
  /** Why nothing could be decided; where something was found, why the run ended before all inputs. */
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
  const reasons =
    counterexamples.length > 0
      ? describeEnd(relations, settings)
      : findReasons(relations, settings);
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

const ends = {
  asked: "It was stopped.",
  refused: "A vendor refused the call as it would refuse every other one.",
  cost: "The limit of cost is reached.",
  calls: "The limit of answers is reached.",
  unknown_cost:
    "A vendor did not say what an answer cost, so that the limit of cost cannot be kept.",
} as const satisfies Record<RunStop["reason"], string>;

function list(some: readonly RelationFigures[]): string {
  return some.map(({ relation }) => relation?.name ?? "input_fails").join(", ");
}

/** Why the run ended before all of its inputs; empty where it did not. */
function describeEnd(
  relations: readonly RelationFigures[],
  { swept: { end }, wanted }: Pick<ToFuzzRunSettings<unknown>, "swept" | "wanted">,
): readonly string[] {
  if (end === null) return [];
  const short = relations.filter(({ inputs, isFound }) => !isFound && inputs < wanted);
  const named =
    short.length === 0
      ? ""
      : `: ${short.map((each) => `${list([each])} has ${each.inputs}`).join(", ")}`;
  return [
    `The run ended before each relation had its ${wanted} inputs${named}. ${ends[end.stop.reason]} The same command with the same seed, without --fresh, goes on with the answers that are kept${end.stop.reason === "cost" || end.stop.reason === "calls" ? " and a higher limit" : ""}; or ask for fewer --inputs.`,
  ];
}

function findReasons<Version>(
  relations: readonly RelationFigures[],
  { swept, wanted, named }: ToFuzzRunSettings<Version>,
): readonly string[] {
  const reasons = [...describeEnd(relations, { swept, wanted })];
  if (swept.open > 0)
    reasons.push(
      swept.open === 1
        ? "1 failure was not asked again."
        : `${swept.open} failures were not asked again.`,
    );
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
