import { PromptrailError } from "@promptrail/core";
import { raceWithLimit } from "@promptrail/core/lifecycle";

/**
 * What `work` gives, or an error when it takes too long. The work itself goes on.
 *
 * @throws PromptrailError `store_unavailable`, which names `what` did not answer.
 */
export function withDeadline<Value>(
  work: Promise<Value>,
  milliseconds: number,
  what: string,
): Promise<Value> {
  return raceWithLimit(work, milliseconds, () => {
    throw new PromptrailError(
      "store_unavailable",
      `${what} did not answer within ${milliseconds} ms. Try again.`,
      { waited_ms: milliseconds },
    );
  });
}
