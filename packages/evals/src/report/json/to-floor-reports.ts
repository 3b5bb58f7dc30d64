import type { FloorFigures } from "../../gate/floors/floor-figures.js";
import type { GateReport } from "./report-schema.js";

export function toFloorReports(floors: readonly FloorFigures[]): GateReport["floors"] {
  return floors.map(({ floor, minimum, figure, cases, stand }) => ({
    floor,
    minimum,
    ...figure,
    cases,
    stand,
  }));
}
