import type { DecisionResult, Snapshot, StatusSource } from "@promptrail/core";
import { loadMissingVersions } from "../catalog/load-missing-versions.js";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { LiveStatus } from "./live-status.js";
import { toNextSnapshot } from "./to-next-snapshot.js";

interface FollowPorts {
  readonly source: StatusSource;
  readonly live: LiveStatus;
  readonly catalog: VersionCatalog;
  readonly onProblem: (error: unknown) => void;
  readonly onRevision: (revision: number) => void;
}

interface Following {
  /** Applies a decision of this process at once, without waiting for the source to tell of it. */
  readonly applyOwn: (result: DecisionResult) => Promise<DecisionResult>;
  readonly stop: () => Promise<void>;
}

/** Applies the source's state now, and each newer one as it comes. */
export async function followStatus(ports: FollowPorts): Promise<Following> {
  const { source, live, onProblem } = ports;
  const apply = (snapshot: Snapshot) => applySnapshot(ports, snapshot).catch(onProblem);
  await source.readSnapshot().then((first) => applyFirst(ports, first), onProblem);
  const { revision } = live.current.snapshot;
  const stop = await source.watch(revision, (snapshot) => void apply(snapshot), onProblem);
  return {
    stop,
    applyOwn: async (result) => {
      const next = toNextSnapshot(live.current.snapshot, result);
      if (next !== null) await applyWithBodies(ports, next).catch(onProblem);
      return result;
    },
  };
}

/** Nobody is told of the first state: whoever listens does not have its Promptrail yet. */
async function applyFirst(ports: FollowPorts, snapshot: Snapshot): Promise<void> {
  await applySnapshot({ ...ports, onRevision: () => {} }, snapshot).catch(ports.onProblem);
}

async function applySnapshot(ports: FollowPorts, snapshot: Snapshot): Promise<void> {
  if (ports.live.accepts(snapshot)) await applyWithBodies(ports, snapshot);
}

/** Bodies first, so that a version is never live in this process before it can be served. */
async function applyWithBodies(ports: FollowPorts, snapshot: Snapshot): Promise<void> {
  const { source, live, catalog, onProblem, onRevision } = ports;
  await loadMissingVersions(source, snapshot, catalog, onProblem);
  live.apply(snapshot);
  const { revision } = live.current.snapshot;
  // After what is under way: a state that comes at once must not be told before `createPromptrail` returns.
  setImmediate(() => onRevision(revision));
}
