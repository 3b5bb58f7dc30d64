import { formatPercent } from "../format-figures.js";
import type { FloorFigures } from "./floor-figures.js";

const names = { minPassRate: "pass rate", minScore: "mean score" } as const;

const stands = {
  missed: "Below the floor",
  unknown: "Nothing holds, and these cases are too few to show that the floor is missed",
  open: "Not shown to lie below the floor",
  kept: "Above the floor",
} as const;

/** One line: how the version stands to the floor, and on what figures. */
export function describeFloor({ floor, minimum, figure, cases, stand }: FloorFigures): string {
  const interval = `95 % interval ${formatPercent(figure.lower)} to ${formatPercent(figure.upper)}`;
  const seen = `${names[floor]} ${formatPercent(figure.value)}, ${interval}, ${cases} ${cases === 1 ? "case" : "cases"}`;
  return `${stands[stand]}: ${seen}; ${floor} is ${formatPercent(minimum)}.`;
}
