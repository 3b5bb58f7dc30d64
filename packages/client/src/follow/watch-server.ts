import type { Snapshot, SnapshotHead } from "@promptrail/core/lifecycle";
import type { Server } from "../ask.js";
import { followEvents } from "./follow-events.js";
import { pollStatus, type StatusPoll } from "./poll-status.js";
import { StatusTracker } from "./status-tracker.js";

export interface WatchSettings {
  readonly pollMs: number;
  readonly streamingPollMs: number;
  readonly silenceMs: number;
  readonly revision: number;
  /** The last state that was read whole. */
  readonly known: Snapshot | null;
  readonly onSnapshot: (snapshot: Snapshot, follows: SnapshotHead | null) => void;
  readonly onProblem: (error: unknown) => void;
}

/** Follows a server by its events and by polling. */
export function watchServer(server: Server, settings: WatchSettings): () => Promise<void> {
  const { revision, known, onSnapshot, onProblem } = settings;
  const stop = new AbortController();
  const { signal } = stop;
  const tracker = new StatusTracker({
    revision,
    known: known?.revision === revision ? known : null,
    onSnapshot,
  });
  let poll: StatusPoll | null = null;
  const { silenceMs } = settings;
  const events = followEvents(server, {
    tracker,
    signal,
    silenceMs,
    onGap: () => poll?.wake(),
  });
  const pauseMs = () => (events.isAlive() ? settings.streamingPollMs : settings.pollMs);
  poll = pollStatus(server, { tracker, pauseMs, signal, onProblem });
  const { done } = poll;
  return async () => {
    stop.abort();
    await Promise.all([done, events.done]);
  };
}
