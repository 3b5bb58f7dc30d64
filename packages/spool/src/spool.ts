import type { CallSpool } from "@promptrail/core";
import { createClock } from "./clock.js";
import { realDisk } from "./disk.js";
import { openSpool } from "./open-spool.js";
import { spoolBounds } from "./spool-bounds.js";

/** Where a spool keeps its files, and how much. */
export interface SpoolSettings {
  /** From the project's folder. Default: `.promptrail/spool`. */
  readonly directory?: string | undefined;
  /** How many bytes may wait in the files of one process. Default: 2 GiB. */
  readonly maxBytes?: number | undefined;
  /** How large a file gets before the next one is begun, in bytes. Default: 16 MiB. */
  readonly segmentBytes?: number | undefined;
}

/**
 * A place on this machine's disk in front of the call log: a process that is killed loses no call that it started
 * unseen, and a call log that takes nothing for hours loses none.
 */
export function spool(settings: SpoolSettings = {}): CallSpool {
  const {
    directory = ".promptrail/spool",
    maxBytes = spoolBounds.maxBytes,
    segmentBytes = spoolBounds.segmentBytes,
  } = settings;
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
