import type { Case } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import { toTurnRows } from "../turns/turn-rows.js";

/** A case as a row of a file, without what it does not have; `parseRow` makes the same case of it. */
export function toRow(testCase: Case): Readonly<Record<string, unknown>> {
  const { id, context, groundTruth, tags, cluster, earlierTurns, turns, origin } = testCase;
  return {
    id,
    context,
    ...(groundTruth === null || groundTruth === undefined ? {} : { ground_truth: groundTruth }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(cluster === null ? {} : { cluster }),
    ...toTurnAndOriginFields({ earlierTurns, turns, origin }),
  };
}

/** A case's turns and where it comes from, with the names that rows have, without what it does not have. */
export function toTurnAndOriginFields({
  earlierTurns,
  turns,
  origin,
}: Pick<Case, "earlierTurns" | "turns" | "origin">): object {
  return omitUndefined({
    earlier_turns: earlierTurns && toTurnRows(earlierTurns),
    turns: turns && toTurnRows(turns),
    origin: origin && toOriginRow(origin),
  });
}

function toOriginRow({ callId, at, environment, caseId }: NonNullable<Case["origin"]>): object {
  return omitUndefined({ call_id: callId, at, environment, case: caseId });
}
