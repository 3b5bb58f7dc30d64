import { join, resolve } from "node:path";
import type { OpenCallSpool, OpenSpoolSettings } from "@promptrail/core/call-log";
import { isError } from "@promptrail/core/errors";
import { encodeFileName, fileUnwritable } from "@promptrail/core/state-folder";
import type { Clock } from "./clock.js";
import type { Disk } from "./disk.js";
import { Intake } from "./journal/intake.js";
import { Journal } from "./journal/journal.js";
import { OpenSpool } from "./opened-spool.js";
import { Inheritance } from "./owner/inheritance.js";
import { makeOwnFolder } from "./owner/own-folder.js";
import { GapLedger } from "./room/gap-ledger.js";
import { cleanWaiting } from "./ship/clean-waiting.js";
import { DeadLetters } from "./ship/dead-letters.js";
import { ErasedSubjects } from "./ship/erased-subjects.js";
import { Shipper } from "./ship/shipper.js";

export interface SpoolPlace {
  readonly directory: string;
  readonly maxBytes: number;
  readonly segmentBytes: number;
}

/** What a test puts in the place of the real ones. */
export interface SpoolParts {
  readonly clock: Clock;
  readonly disk: Disk;
  /** A random number, 0 to 1. */
  readonly draw: () => number;
}

/** Opens a spool for this process. Throws PromptrailError `file_unwritable`. */
export async function openSpool(
  { directory, maxBytes, segmentBytes }: SpoolPlace,
  { environment, projectFolder, log, onProblem }: OpenSpoolSettings,
  { clock, disk, draw }: SpoolParts,
): Promise<OpenCallSpool> {
  const place = join(resolve(projectFolder, directory), encodeFileName(environment));
  const toProblem = (error: unknown): unknown => toUnwritable(place, error);
  const report = (error: unknown): void => onProblem(toProblem(error));
  const makeJournal = async () => {
    const folder = await makeOwnFolder(place, clock.now());
    // Else a segment that is brought, and has room, would take most of the room that there is.
    const most = Math.min(segmentBytes, Math.ceil(maxBytes / 16));
    return new Journal({ disk, folder, segmentBytes: most, clock });
  };
  const inheritance = new Inheritance({ place, elapsed: clock.elapsed, onProblem: report });
  const dead = new DeadLetters({ folder: join(place, "dead"), onProblem: report });
  const erased = new ErasedSubjects({
    log,
    elapsed: clock.elapsed,
    clean: (isErased) => cleanWaiting({ disk, intake, inheritance, dead }, isErased),
  });
  const journal = await makeJournal().catch((error: unknown) => {
    throw toProblem(error);
  });
  const intake: Intake = new Intake(journal, {
    clock,
    ledger: new GapLedger(clock),
    findShare: (bytes) => (intake.journal.bytes + inheritance.bytes + bytes) / maxBytes,
    isErased: erased.has,
    makeJournal,
    onProblem: report,
    onWritten: () => shipper.wake(),
    onMoved: () => inheritance.forget(),
    draw,
  });
  const delivery = { log, dead, isErased: erased.has, onProblem: report };
  const shipper = new Shipper({ ...delivery, clock, intake, inheritance, erased });
  return new OpenSpool({ clock, intake, inheritance, shipper, toProblem, onProblem: report });
}

/** What the file system refuses, as an error of ours; all else as it is. */
function toUnwritable(place: string, error: unknown): unknown {
  if (!isError(error) || !("syscall" in error)) return error;
  const what = `The spool ${place} cannot be written`;
  const consequence = "Calls go on; those whose records are lost are counted.";
  return fileUnwritable({ what, file: place, consequence }, error);
}
