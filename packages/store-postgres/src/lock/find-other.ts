import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { isRunning, type PlainFile, readPlainFile } from "@promptrail/core/state-folder";
import { type Claim, claimSuffix, parseClaim } from "./claim.js";
import { silenceMs } from "./lock-timing.js";
import type { OwnClaim } from "./own-claim.js";

export interface OtherClaim {
  /** Its file's, as the folder lists it: what the file itself says is never a path. */
  readonly name: string;
  readonly claim: Claim;
}

/**
 * The living claim of another, the first in order; removes those of dead processes.
 *
 * @throws PromptrailError `store_unavailable` where one cannot be read: its process may well live.
 */
export function findOther(own: OwnClaim): OtherClaim | undefined {
  const { folder } = own;
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(claimSuffix))
    .map(({ name }) => name)
    .filter((name) => name !== own.name)
    .sort();
  return names
    .flatMap((name) => {
      const file = read(join(folder, name));
      if (file === null) return [];
      const claim = parseClaim(file.text);
      if (claim !== null && isAlive(claim, file, own)) return [{ name, claim }];
      rmSync(join(folder, name), { force: true });
      return [];
    })
    .at(0);
}

function read(path: string): PlainFile | null {
  try {
    return readPlainFile(path);
  } catch (error) {
    throw new PromptrailError(
      "store_unavailable",
      `The lock ${path} of the embedded store cannot be read. Run as the user who owns it, or correct its permissions.`,
      { path },
      error,
    );
  }
}

/** Whether the claim's process still runs, and holds this folder. */
function isAlive(claim: Claim, file: PlainFile, own: OwnClaim): boolean {
  if (!canBeAsked(claim, own.claim)) {
    return own.shownAt - file.changedAt < silenceMs;
  }
  // Another inode: it was copied with the folder, and its process holds the original.
  const isCopy = claim.inode !== null && claim.inode !== file.inode;
  return !isCopy && isRunning(claim);
}

/** Whether the claim's process has its number where this one has its own. */
export function canBeAsked(claim: Claim, own: Claim): boolean {
  const knowsBoots = claim.boot !== null && own.boot !== null;
  // Machines may have the same name. Only where the system tells no boots, the name must do.
  const isSameMachine = knowsBoots ? claim.boot === own.boot : claim.host === own.host;
  return isSameMachine && claim.space === own.space;
}
