import type { RegisteredVersion, Snapshot } from "@promptrail/core";
import { encodeFileName, stateFolderName } from "@promptrail/core/state-folder";

/** What a process knew last: enough to serve the same versions without the store. */
export interface KeptState {
  readonly snapshot: Snapshot;
  /** The bodies of live, previous and shadow versions that are not the build's own. */
  readonly versions: readonly RegisteredVersion[];
}

/** From the project's folder; one file for each environment. */
export function toKeptStateName(environment: string): string {
  return `${stateFolderName}/last-known-good-${encodeFileName(environment)}.json`;
}
