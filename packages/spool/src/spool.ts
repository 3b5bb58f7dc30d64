import type { CallSpool } from "@promptrail/core/call-log";
import { PromptrailError } from "@promptrail/core/errors";
import { createClock } from "./clock.js";
import { realDisk } from "./disk.js";
import { openSpool } from "./open-spool.js";
import { spoolDefaults } from "./spool-bounds.js";

/** Where a spool keeps its files, and how much. */
export interface SpoolSettings {
  /** From the project's folder. Default: `.promptrail/spool`. */
  readonly directory?: string | undefined;
  /** How many bytes may wait in the files of one process. Default: 2 GiB. */
  readonly maxBytes?: number | undefined;
  /** How large a file gets before the next one is begun, in bytes. Default: 16 MiB. */
  readonly segmentBytes?: number | undefined;
}

const leastBytes = 65_536;

/**
 * A place on this machine's disk in front of the call log: a process that is killed loses no call that it started
 * unseen, and a call log that takes nothing for hours loses none.
 *
 * @throws PromptrailError `config_invalid` for a size that is none.
 */
export function spool(settings: SpoolSettings = {}): CallSpool {
  const {
    directory = ".promptrail/spool",
    maxBytes = spoolDefaults.maxBytes,
    segmentBytes = spoolDefaults.segmentBytes,
  } = settings;
  requireBytes("maxBytes", maxBytes);
  requireBytes("segmentBytes", segmentBytes);
  return {
    description: `spool (${directory})`,
    open: (opening) =>
      openSpool({ directory, maxBytes, segmentBytes }, opening, {
        clock: createClock(opening.now ?? (() => new Date())),
        disk: realDisk,
        draw: Math.random,
      }),
  };
}

function requireBytes(name: string, bytes: number): void {
  if (Number.isSafeInteger(bytes) && bytes >= leastBytes) return;
  throw new PromptrailError(
    "config_invalid",
    `spool() takes a whole number of bytes as ${name}, at least ${leastBytes}, and got ${bytes}. Write 2_147_483_648 for 2 GiB.`,
    { setting: name, value: Number.isFinite(bytes) ? bytes : null },
  );
}
