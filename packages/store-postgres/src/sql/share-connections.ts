import { PromptrailError } from "@promptrail/core";
import { createTurns, type Turns } from "@promptrail/core/lifecycle";
import { mostHistoryReads } from "./limits.js";
import type { SqlLimit } from "./sql-pool.js";

/** So many of a process's connections are kept for decisions, where it has as many to spare. */
export const reservedConnections = 3;

/** Does a work when its use has a connection to spare; it is told how long it still has. */
export type ConnectionShares = <Result>(
  limit: SqlLimit,
  work: (remainingMs: number) => Promise<Result>,
) => Promise<Result>;

/**
 * Shares the connections of a process between their uses. Decisions wait for nobody here.
 *
 * @throws PromptrailError `store_unavailable` for what got no turn in time.
 */
export function shareConnections(connections: number): ConnectionShares {
  const mostOthers = Math.max(1, connections - reservedConnections);
  const others = createTurns(mostOthers);
  const histories = createTurns(Math.min(mostHistoryReads, mostOthers));
  const queues: Readonly<Record<SqlLimit["use"], readonly Turns[]>> = {
    decision: [],
    other: [others],
    history: [histories, others],
  };
  return async (limit, work) => {
    const startedAt = performance.now();
    const waited = () => performance.now() - startedAt;
    const { deadlineMs, turnMs = deadlineMs, use } = limit;
    const taken: Turns[] = [];
    try {
      for (const turns of queues[use]) {
        if (!(await turns.take(turnMs - waited()))) throw noTurn(limit, turnMs);
        taken.push(turns);
      }
      // Never 0, which would mean no limit.
      return await work(Math.max(1, deadlineMs - waited()));
    } finally {
      for (const turns of taken) turns.giveBack();
    }
  };
}

function noTurn({ use }: SqlLimit, waitedMs: number): PromptrailError {
  const what = use === "history" ? "history reads" : "questions";
  return new PromptrailError(
    "store_unavailable",
    `This process already runs the most ${what} that it may run at once, and none ended within ${waitedMs} ms. Run fewer at once, or try again later.`,
    { waited_ms: waitedMs },
  );
}
