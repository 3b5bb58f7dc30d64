import type { DecidedVerdict } from "../decide-verdict.js";
import type { FloorFigures } from "./floor-figures.js";

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
