import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { findErrorCode } from "@promptrail/core/errors";
import { isRunning } from "@promptrail/core/state-folder";
import { datasetError } from "../../datasets/dataset-error.js";

export interface Place {
  readonly file: string;
  /** Null where there is no file yet. */
  readonly mode: number | null;
}

/** Where a link points to: the link itself stays. */
export function findPlace(target: string): Place {
  try {
    const file = realpathSync(target);
    return { file, mode: statSync(file).mode };
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return { file: target, mode: null };
    throw error;
  }
}

/** A file that is read-only is not replaced by another one, though its folder would let that happen. */
export function requireWritable({ file, mode }: Place): void {
  if (mode === null) return;
  accessSync(file, constants.W_OK);
  // The system's administrator may write every file; one that is read-only for everybody is meant to stay.
  if ((mode & 0o222) !== 0) return;
  throw new PromptrailError(
    "file_unwritable",
    `${file} cannot be written: it is read-only for everybody. Nothing was written. Give this user write permission.`,
    { file },
  );
}

/** A link back to the source would put a part in the place of the whole. */
export function requireOther({ file }: Place, source: string): void {
  if (findPlace(source).file !== file) return;
  throw datasetError(
    { source, line: null },
    `what is written elsewhere would replace the file: ${file} is the same one by a link. Nothing was written. Name another file.`,
  );
}

/** A whole file beside the one whose place it is to take. */
export interface DraftFile {
  readonly path: string;
  readonly place: Place;
}

const projectMode = 0o666;

/** @param mode Of a file that is not there yet, as that of the file which it is made of; null for none. */
export function writeDraft(place: Place, text: string, mode: number | null): DraftFile {
  const wanted = place.mode ?? mode ?? projectMode;
  const path = `${place.file}.${process.pid}-${randomUUID()}.tmp`;
  const file = openSync(path, "wx", wanted);
  try {
    // What the process leaves out of the modes of its files is for new ones.
    if (wanted !== projectMode) fchmodSync(file, wanted & 0o777);
    writeFileSync(file, text);
    fsyncSync(file);
    return { path, place };
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

export function putDraft({ path, place }: DraftFile): void {
  renameSync(path, place.file);
}

export function dropDraft({ path }: DraftFile): void {
  rmSync(path, { force: true });
}

const draftEnd = /^\.(\d+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Removes the drafts of a file that a process left which was killed in the middle.
 *
 * @returns whether there were any: that process may have written other files, which it meant to change together with this one.
 */
export function removeLeftDrafts({ file }: Place): boolean {
  const [folder, name] = [dirname(file), basename(file)];
  const left = readdirSync(folder).filter((each) => {
    const pid = each.startsWith(name) ? draftEnd.exec(each.slice(name.length))?.[1] : undefined;
    return pid !== undefined && !isRunning({ pid: Number(pid), startMark: null });
  });
  for (const each of left) rmSync(join(folder, each), { force: true });
  return left.length > 0;
}
