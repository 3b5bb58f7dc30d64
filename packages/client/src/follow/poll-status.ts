import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "../connection/connection.js";
import { createProblemReporter } from "./problem-reporter.js";
import { readStatusAnswer } from "./read-status-answer.js";
import type { StatusTracker } from "./status-tracker.js";

interface PollSettings {
  readonly tracker: StatusTracker;
  /** How long to wait before the next look. */
  readonly pauseMs: () => number;
  readonly signal: AbortSignal;
  readonly onProblem: (error: unknown) => void;
}

export interface StatusPoll {
  /** Looks now instead of later. */
  wake(): void;
  /** Fulfilled once the signal has ended it. */
  readonly done: Promise<void>;
}

/** While a server is away it is asked less and less often, but never less than this. */
const longestPauseMs = 5_000;

/**
 * Asks a server what is live, again and again, whatever happens: the server's own events make a change
 * known sooner, and this loop makes it known at all.
 */
export function pollStatus(connection: Connection, settings: PollSettings): StatusPoll {
  const { tracker, pauseMs, signal } = settings;
  const problems = createProblemReporter(settings.onProblem);
  let pause = new AbortController();
  let isWoken = false;
  const look = async (): Promise<void> => {
    const { snapshot, etag } = await readStatusAnswer(connection, { etag: tracker.etag, signal });
    if (snapshot === null) tracker.unchanged();
    else tracker.offer(snapshot, etag);
    problems.clear();
  };
  const wait = async (milliseconds: number): Promise<void> => {
    if (!isWoken) {
      pause = new AbortController();
      const ended = AbortSignal.any([signal, pause.signal]);
      await delay(milliseconds, undefined, { signal: ended }).catch(() => {});
    }
    isWoken = false;
  };
  const run = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        await look();
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        problems.report(error);
      }
      const calm = pauseMs();
      await wait(Math.min(calm * 2 ** failures, Math.max(longestPauseMs, calm)));
    }
  };
  return {
    wake: () => {
      isWoken = true;
      pause.abort();
    },
    done: run(),
  };
}
