import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder, writing } from "@promptrail/core/state-folder";
import type { LinePlace } from "./read-line.js";

/** What a model answered to whom is nobody else's business. */
const fileMode = 0o600;

/** A file of this process alone, made with its first line. */
export interface AnswerWriter {
  /** Once it is written; lines that wait for each other go out together. Throws `file_unwritable`. */
  readonly append: (line: string) => Promise<LinePlace>;
  readonly close: () => Promise<void>;
}

export function createAnswerWriter(path: string, header: string): AnswerWriter {
  let file: FileHandle | null = null;
  let end = Buffer.byteLength(header);
  let waiting: string[] = [];
  let batch: Promise<void> | null = null;

  const writeBatch = async (before: Promise<void> | null) => {
    await before;
    const lines = waiting;
    waiting = [];
    batch = null;
    if (file === null) {
      makeFolder(dirname(path));
      file = await open(path, "wx", fileMode);
      lines.unshift(header);
    }
    await file.appendFile(lines.join(""));
  };
  let last: Promise<void> | null = null;
  return {
    append: async (line) => {
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
    },
    close: async () => {
      await last?.catch(() => {});
      await file?.close();
    },
  };
}
