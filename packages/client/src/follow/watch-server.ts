import { randomUUID } from "node:crypto";
import type { Snapshot } from "@promptrail/core";
import type { Connection } from "../connection/connection.js";
import { followEvents } from "./follow-events.js";
import { pollStatus, type StatusPoll } from "./poll-status.js";
import { reportProcess } from "./report-process.js";
import { StatusTracker } from "./status-tracker.js";

export interface WatchSettings {
  readonly name: string;
  readonly pollMs: number;
  readonly streamingPollMs: number;
  readonly silenceMs: number;
  readonly revision: number;
  /** The last state that was read whole. */
  readonly known: Snapshot | null;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onProblem: (error: unknown) => void;
}

/** Follows a server by its events and by polling, and reports what this process serves. */
export function watchServer(connection: Connection, settings: WatchSettings): () => Promise<void> {
  const { name, revision, known, onSnapshot, onProblem } = settings;
  const stop = new AbortController();
  const { signal } = stop;
  const tracker = new StatusTracker({
    revision,
    known: known?.revision === revision ? known : null,
    onSnapshot: (snapshot) => {
      reporting.tell();
      onSnapshot(snapshot);
    },
  });
  const reporting = reportProcess(connection, {
    processId: randomUUID(),
    read: () => {
      const { place, hasRegressed } = tracker;
      const problems = hasRegressed ? ["state_regression"] : [];
      return place === null ? null : { name, revision: place.revision, problems };
    },
  });
  let poll: StatusPoll | null = null;
  const { silenceMs } = settings;
  const events = followEvents(connection, {
    ...{ tracker, signal, silenceMs },
    onGap: () => poll?.wake(),
  });
  const pauseMs = () => (events.isAlive() ? settings.streamingPollMs : settings.pollMs);
  poll = pollStatus(connection, { tracker, pauseMs, signal, onProblem });
  const { done } = poll;
  reporting.tell();
  return async () => {
    stop.abort();
    await Promise.all([done, events.done, reporting.stop()]);
  };
}
