import { setTimeout as delay } from "node:timers/promises";
import type { Snapshot } from "@promptrail/core";
import type { Connection } from "../connection/connection.js";
import { createProblemReporter } from "./problem-reporter.js";
import { readStatusAnswer } from "./read-status-answer.js";

interface PollSettings {
  readonly pollMs: number;
  /** The revision that is known already. */
  readonly revision: number;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onProblem: (error: unknown) => void;
}

/** While a server is away it is asked less and less often, but never less than this. */
const longestPauseMs = 5_000;

/**
 * Asks a server what is live until the returned function is called, and tells each change.
 * A later way to hear of one, such as the server's own events, belongs beside this loop and not in its place.
 */
export function pollStatus(connection: Connection, settings: PollSettings): () => Promise<void> {
  const { pollMs, onSnapshot } = settings;
  const stop = new AbortController();
  const problems = createProblemReporter(settings.onProblem);
  let seen: Seen = { etag: null, snapshot: null };
  const ask = async (): Promise<void> => {
    const { snapshot, etag } = await readStatusAnswer(connection, {
      etag: seen.etag,
      signal: stop.signal,
    });
    if (snapshot === null) return;
    const isNews = isChange(snapshot, seen.snapshot, settings.revision);
    seen = { etag, snapshot };
    if (isNews) onSnapshot(snapshot);
  };
  const run = async (): Promise<void> => {
    for (let failures = 0; !stop.signal.aborted; ) {
      try {
        await ask();
        failures = 0;
        problems.clear();
      } catch (error) {
        if (stop.signal.aborted) return;
        failures += 1;
        problems.report(error);
      }
      const pauseMs = Math.min(pollMs * 2 ** failures, Math.max(longestPauseMs, pollMs));
      await delay(pauseMs, undefined, { signal: stop.signal }).catch(() => {});
    }
  };
  const running = run();
  return async () => {
    stop.abort();
    await running;
  };
}

interface Seen {
  readonly etag: string | null;
  readonly snapshot: Snapshot | null;
}

/** A state that went back is a change too: whoever holds the state refuses it, and says so. */
function isChange(snapshot: Snapshot, seen: Snapshot | null, revision: number): boolean {
  if (seen === null) return snapshot.revision > revision;
  return (
    snapshot.revision !== seen.revision ||
    snapshot.storeId !== seen.storeId ||
    snapshot.headHash !== seen.headHash
  );
}
