import type { VersionCatalog } from "../catalog/version-catalog.js";
import { readKeptState } from "../last-known-good/kept-state-file.js";
import type { ProblemBoard } from "../problems/problem-board.js";
import type { LiveStatus } from "../state/live-status.js";

interface RestorePorts {
  readonly projectFolder: string;
  readonly environment: string;
  readonly live: LiveStatus;
  readonly catalog: VersionCatalog;
  readonly problems: ProblemBoard;
}

/** Serves what an earlier process knew last, until the store tells its own. */
export async function restoreState(ports: RestorePorts): Promise<void> {
  const { projectFolder, environment, live, catalog, problems } = ports;
  const kept = await readKeptState(projectFolder, environment, problems.tell);
  if (kept === null) return;
  for (const body of kept.versions) {
    const { family, version, contentHash } = body;
    // Under a number that both have, the registered text is served, never another one.
    if (catalog.findDeclaredHash(family, version) !== contentHash) catalog.addRegistered(body);
  }
  live.restore(kept.snapshot);
}
