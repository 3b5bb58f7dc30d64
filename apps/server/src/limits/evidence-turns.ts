import { PromptrailError } from "@promptrail/core";
import { createTurns } from "@promptrail/core/lifecycle";

/** Evidence that is read and judged at once: it is larger than other bodies, and is judged in this thread. */
export const mostEvidence = 2;

/** So long a request waits for its turn, with its body unread. */
export const evidenceTurnMs = 20_000;

/** Gives requests with evidence their turns. */
export type EvidenceTurns = <Answer>(answer: () => Promise<Answer>) => Promise<Answer>;

/** @throws PromptrailError `unavailable` where there is no turn in time. */
export function createEvidenceTurns(waitMs: number = evidenceTurnMs): EvidenceTurns {
  const turns = createTurns(mostEvidence);
  return async (answer) => {
    if (!(await turns.take(waitMs))) throw busy(waitMs);
    try {
      return await answer();
    } finally {
      turns.giveBack();
    }
  };
}

function busy(waitedMs: number): PromptrailError {
  return new PromptrailError(
    "unavailable",
    `This server judges at most ${mostEvidence} requests with evidence at once, and none ended within ${waitedMs} ms. Nothing was stored. Send it again in a few seconds.`,
    { waited_ms: waitedMs },
  );
}
