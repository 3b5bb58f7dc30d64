import type { GateRule } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import { mean } from "../statistics/means/standard-error.js";
import { shareInterval } from "../statistics/means/wilson-interval.js";
import type { GateFloor } from "../suite/gate-floor.js";
import type { DecidedVerdict } from "./decide-verdict.js";
import { formatPercent } from "./format-figures.js";
import type { EstimatedFigure } from "./side-figures.js";
import { collectJudged, collectJudgedBy, type SideCase } from "./summarise-side.js";

const confidence = 0.95;

/** How a version stands to each floor that its gate states; those of all cases are left out where no case has a score. */
export function findFloors(
  sideCases: readonly SideCase[],
  { minPassRate = 0, minScore = 0, floors = [] }: GateRule,
): readonly FloorFigures[] {
  const general = measureFloor(sideCases, { minPassRate, minScore }).filter(
    ({ cases }) => cases > 0,
  );
  return [...general, ...floors.flatMap((floor) => measureFloor(sideCases, floor))];
}

function measureFloor(
  sideCases: readonly SideCase[],
  { eval: name, slice, minPassRate = 0, minScore = 0 }: GateFloor,
): readonly FloorFigures[] {
  // What no floor asks for is not looked at: a large run has many cases.
  if (minPassRate <= 0 && minScore <= 0) return [];
  const within = sideCases.filter(({ tags = [] }) => slice === undefined || tags.includes(slice));
  const judged = name === undefined ? collectJudged(within) : collectJudgedBy(name, within);
  const { scores, clusters } = judged;
  const cases = scores.length;
  const about = omitUndefined({ eval: name, slice });
  const measure = (
    floor: FloorFigures["floor"],
    minimum: number,
    readValues: () => readonly number[],
  ): readonly FloorFigures[] => {
    if (minimum <= 0) return [];
    const asked = { ...about, floor, minimum, cases };
    if (cases === 0) return [{ ...asked, figure: nothing, stand: "unknown" }];
    const values = readValues();
    const figure = { value: mean(values), ...shareInterval(values, clusters, confidence) };
    return [{ ...asked, figure, stand: toStand(figure, minimum) }];
  };
  return [
    ...measure("minPassRate", minPassRate, () => judged.passes.map(Number)),
    ...measure("minScore", minScore, () => scores),
  ];
}

const nothing: EstimatedFigure = { value: 0, lower: 0, upper: 1 };

function toStand({ value, lower, upper }: EstimatedFigure, minimum: number): FloorStand {
  if (upper < minimum) return "missed";
  if (value === 0) return "unknown";
  return lower < minimum ? "open" : "kept";
}

/**
 * `missed`: the whole interval lies below the minimum, and the version fails. `kept`: it lies above. `open`: the
 * minimum lies within it. `unknown`: so, too, but the figure is 0 and the cases are too few: this is no pass.
 */
export type FloorStand = "missed" | "unknown" | "open" | "kept";

/** One floor of a gate, and how a version stands to it. */
export interface FloorFigures extends Pick<GateFloor, "eval" | "slice"> {
  readonly floor: "minPassRate" | "minScore";
  /** What the gate asks for, 0 to 1. */
  readonly minimum: number;
  /** The version's pass rate or mean score, with its 95 % Wilson interval. */
  readonly figure: EstimatedFigure;
  /** Cases with a score. */
  readonly cases: number;
  readonly stand: FloorStand;
}

/** A verdict, held to the floors: one that is missed makes it a fail, and where none can be told it is no pass. */
export function holdToFloors(
  decided: DecidedVerdict,
  floors: readonly FloorFigures[],
  describe: (floor: FloorFigures) => string,
): DecidedVerdict {
  const isDeciding = ({ stand }: FloorFigures) => stand === "missed" || stand === "unknown";
  const isMissed = floors.some(({ stand }) => stand === "missed");
  const isUnknown = decided.verdict === "pass" && floors.some(isDeciding);
  return {
    verdict: isMissed ? "fail" : isUnknown ? "inconclusive" : decided.verdict,
    reasons: [
      ...floors.filter(isDeciding).map(describe),
      ...decided.reasons,
      ...floors.filter((floor) => !isDeciding(floor)).map(describe),
    ],
  };
}

const names = { minPassRate: "pass rate", minScore: "mean score" } as const;

const stands = {
  missed: "Below the floor",
  unknown: "The value is 0, but there are too few cases to show that it is below the floor",
  open: "Not shown to be below the floor",
  kept: "Above the floor",
} as const;

/** One line: how the version stands to the floor, and on what figures. */
export function describeFloor(measured: FloorFigures): string {
  const { floor, minimum, figure, cases, stand } = measured;
  const what = `${names[floor]}${describeAbout(measured)}`;
  const asked = `${floor} is ${formatPercent(minimum)}`;
  if (cases === 0) return `No case measures the ${what}, so this is not a pass; ${asked}.`;
  const interval = `95 % interval ${formatPercent(figure.lower)} to ${formatPercent(figure.upper)}`;
  const seen = `${what} ${formatPercent(figure.value)}, ${interval}, ${cases} ${cases === 1 ? "case" : "cases"}`;
  return `${stands[stand]}: ${seen}; ${asked}.`;
}

function describeAbout({ eval: name, slice }: Pick<GateFloor, "eval" | "slice">): string {
  return `${name === undefined ? "" : ` of the eval "${name}"`}${slice === undefined ? "" : ` on the slice "${slice}"`}`;
}
