import type { GateRule } from "@promptrail/core";
import { shareInterval } from "../../statistics/means/share-interval.js";
import { mean } from "../../statistics/means/standard-error.js";
import type { EstimatedFigure } from "../side-figures.js";
import { collectJudged, type SideCase } from "../summarise-side.js";
import type { FloorFigures, FloorStand } from "./floor-figures.js";

const confidence = 0.95;

/** How a version stands to each floor that its gate states; empty where no case has a score. */
export function findFloors(
  sideCases: readonly SideCase[],
  { minPassRate = 0, minScore = 0 }: GateRule,
): readonly FloorFigures[] {
  const judged = collectJudged(sideCases);
  if (judged.length === 0) return [];
  const clusters = judged.map(({ cluster }) => cluster);
  const passes = judged.map(({ passed }) => Number(passed));
  const scores = judged.map(({ score }) => score);
  const wanted = [
    { floor: "minPassRate", minimum: minPassRate, values: passes },
    { floor: "minScore", minimum: minScore, values: scores },
  ] as const;
  return wanted
    .filter(({ minimum }) => minimum > 0)
    .map(({ floor, minimum, values }) => {
      const interval = shareInterval(values, clusters, confidence);
      const figure = { value: mean(values), ...interval };
      return { floor, minimum, figure, cases: values.length, stand: toStand(figure, minimum) };
    });
}

function toStand({ value, lower, upper }: EstimatedFigure, minimum: number): FloorStand {
  if (upper < minimum) return "missed";
  if (value === 0) return "unknown";
  return lower < minimum ? "open" : "kept";
}
