import { randomUUID } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { PromptrailError } from "@promptrail/core";
import { makeProjectFile, writing } from "@promptrail/core/state-folder";

interface WantedFile {
  readonly path: string;
  /** As its user named it. */
  readonly name: string;
  /** What is to be written there: "evidence". */
  readonly what: string;
}

/**
 * Makes a file beside it, and takes that away: whatever would refuse the file refuses this. The folders above it are made.
 *
 * @throws PromptrailError `request_invalid` where a folder has its name; `file_unwritable`.
 */
export async function requireWritableFile({ path, name, what }: WantedFile): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new PromptrailError(
      "request_invalid",
      `"${name}" is not a file, so no ${what} can be written there. Name a file.`,
      { file: name },
    );
  }
  const trial = `${path}.${randomUUID()}.tmp`;
  makeProjectFile(trial, "");
  await writing(trial, () => rm(trial));
}
