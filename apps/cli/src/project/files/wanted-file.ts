import { stat } from "node:fs/promises";
import { PromptrailError } from "@promptrail/core";
import {
  fileUnwritable,
  requireWritablePath,
  writeProjectFile,
} from "@promptrail/core/state-folder";
import { type OwnForm, requireOwn } from "./own-form.js";

/** A file that a user asked for. */
export interface WantedFile {
  readonly path: string;
  /** As its user named it. */
  readonly name: string;
  /** What is to be written there: "evidence". */
  readonly what: string;
  /** What it may take the place of, beside an empty file; left out: its writer looks at what is there. */
  readonly form?: OwnForm | undefined;
}

/**
 * Before anything is paid for: makes a file beside it, and takes that away. The folders above it are made.
 *
 * @throws PromptrailError `request_invalid` where a folder or a file of another form has its name; `file_unwritable`.
 */
export async function requireWritableFile(file: WantedFile): Promise<void> {
  const { path, name, what, form } = file;
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new PromptrailError(
      "request_invalid",
      `"${name}" is not a file, so no ${what} can be written there. Name a file.`,
      { file: name },
    );
  }
  if (found !== null && form !== undefined) await requireOwn(path, name, form);
  telling(file, () => requireWritablePath(path));
}

/** Writes it, whole or not at all, in the place of what was there. Throws `file_unwritable`. */
export function writeWantedFile(file: WantedFile, text: string): void {
  telling(file, () => writeProjectFile(file.path, text));
}

/** What the file system refuses is told of the file by the name that its user knows. */
function telling({ name }: WantedFile, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw fileUnwritable({ what: `"${name}" cannot be written`, file: name }, error);
  }
}
