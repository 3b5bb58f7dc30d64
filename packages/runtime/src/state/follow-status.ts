import type { Snapshot, StatusSource } from "@promptrail/core";
import { loadMissingVersions } from "../catalog/load-missing-versions.js";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { LiveStatus } from "./live-status.js";

interface FollowPorts {
  readonly source: StatusSource;
  readonly live: LiveStatus;
  readonly catalog: VersionCatalog;
  readonly onProblem: (error: unknown) => void;
  readonly onRevision: (revision: number) => void;
}

/** Applies the source's state now and each newer one as it comes. Returns what ends that. */
export async function followStatus(ports: FollowPorts): Promise<() => Promise<void>> {
  const { source, live, onProblem } = ports;
  const apply = (snapshot: Snapshot) => applySnapshot(ports, snapshot);
  await source.readSnapshot().then(apply).catch(onProblem);
  const { revision } = live.current.snapshot;
  return source.watch(revision, (snapshot) => void apply(snapshot).catch(onProblem), onProblem);
}

/** Bodies first, so that a version is never live in this process before it can be served. */
async function applySnapshot(ports: FollowPorts, snapshot: Snapshot): Promise<void> {
  const { source, live, catalog, onProblem, onRevision } = ports;
  if (!live.accepts(snapshot)) return;
  await loadMissingVersions(source, snapshot, catalog, onProblem);
  live.apply(snapshot);
  onRevision(live.current.snapshot.revision);
}
