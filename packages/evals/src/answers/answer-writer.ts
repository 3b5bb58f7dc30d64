import { type FileHandle, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder, writing } from "@promptrail/core/state-folder";
import type { LinePlace } from "./read-line.js";

/** What a model answered to whom is nobody else's business. */
const fileMode = 0o600;

/** A file of this process alone. */
export interface AnswerWriter {
  /** Once it is written; lines that wait for each other go out together. Throws `file_unwritable`. */
  readonly append: (line: string) => Promise<LinePlace>;
  /** Removes a file without a line beside those that it began with, unless these are to stay. */
  readonly close: () => Promise<void>;
}

/**
 * Makes the file, so that a folder that cannot be written is known before anybody is asked. Throws `file_unwritable`.
 *
 * @param start.head the lines that it begins with.
 * @param start.stays whether it stays where nothing else is written.
 */
export function openAnswerWriter(
  path: string,
  { head, stays }: { readonly head: string; readonly stays: boolean },
): Promise<AnswerWriter> {
  return writing(path, async () => {
    makeFolder(dirname(path));
    const file = await open(path, "wx", fileMode);
    await file.appendFile(head);
    let end = Buffer.byteLength(head);
    let waiting: string[] = [];
    let batch: Promise<void> | null = null;
    let last: Promise<void> = Promise.resolve();
    const writeBatch = async (before: Promise<void>) => {
      await before;
      const lines = waiting.join("");
      waiting = [];
      batch = null;
      await writeAll(file, Buffer.from(lines));
    };
    const append = async (line: string): Promise<LinePlace> => {
      const length = Buffer.byteLength(line) - 1;
      const start = end;
      end += length + 1;
      waiting.push(line);
      if (batch === null) {
        batch = writing(path, () => writeBatch(last));
        last = batch;
      }
      await batch;
      return { path, start, length };
    };
    const close = async () => {
      await last.catch(() => {});
      await file.close();
      if (!stays && end === Buffer.byteLength(head)) await rm(path, { force: true });
    };
    return { append, close };
  });
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}
