import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { findErrorCode } from "@promptrail/core/errors";
import { decodeText } from "@promptrail/core/portable";
import { encodeFileName, makeFolder, stateFolderName } from "@promptrail/core/state-folder";
import { formatKeptState, type KeptState, parseKeptState } from "./kept-state.js";

/** From the project's folder; one file for each environment. */
export function toKeptStateName(environment: string): string {
  return `${stateFolderName}/last-known-good-${encodeFileName(environment)}.json`;
}

/** What an earlier process kept; null where there is nothing. A file that cannot be trusted is reported. */
export async function readKeptState(
  projectFolder: string,
  environment: string,
  onProblem: (error: unknown) => void,
): Promise<KeptState | null> {
  const name = toKeptStateName(environment);
  try {
    const read = parseKeptState(decodeText(await readFile(join(projectFolder, name))), environment);
    if (typeof read !== "string") return read;
    onProblem(ignored(name, read));
  } catch (error) {
    const isMissing = findErrorCode(error) === "ENOENT";
    if (!isMissing) onProblem(ignored(name, String(error), error));
  }
  return null;
}

function ignored(name: string, reason: string, cause?: unknown): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `The last-known-good file ${name} is ignored: ${reason}. It is written again when the store answers; you need not do anything.`,
    { file: name },
    cause,
  );
}

/**
 * Writes the file so that whoever reads it finds the old one or the new one, whole. Throws file system
 * errors; and where the new one could not be read, so that the old one stays.
 */
export async function writeKeptState(projectFolder: string, state: KeptState): Promise<void> {
  const text = toReadable(state);
  const path = join(projectFolder, toKeptStateName(state.snapshot.environment));
  // Of its own: several processes may share the folder.
  const temporary = `${path}.${randomUUID()}.tmp`;
  makeFolder(dirname(path));
  try {
    await writeSynced(temporary, text);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

function toReadable(state: KeptState): string {
  const text = formatKeptState(state);
  const read = parseKeptState(text, state.snapshot.environment);
  if (typeof read !== "string") return text;
  throw new Error(`the state of this process could not be read back from it (${read})`);
}

async function writeSynced(path: string, text: string): Promise<void> {
  // Prompts and reasons are nobody else's business on a shared machine.
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without it a power cut may undo the renaming. Not every system can. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // The file itself is whole either way.
  }
}
