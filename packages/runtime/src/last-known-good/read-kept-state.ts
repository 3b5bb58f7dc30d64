import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { type KeptState, toKeptStateName } from "./kept-state.js";
import { parseKeptState } from "./kept-state-text.js";

/** What an earlier process kept; null where there is nothing. A file that cannot be trusted is reported. */
export async function readKeptState(
  projectFolder: string,
  environment: string,
  onProblem: (error: unknown) => void,
): Promise<KeptState | null> {
  const name = toKeptStateName(environment);
  try {
    const read = parseKeptState(await readFile(join(projectFolder, name), "utf8"), environment);
    if (typeof read !== "string") return read;
    onProblem(ignored(name, read));
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isMissing) onProblem(ignored(name, String(error), error));
  }
  return null;
}

function ignored(name: string, reason: string, cause?: unknown): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `The last-known-good file ${name} is ignored: ${reason}. It is written anew once the store answers; nothing needs to be done.`,
    { file: name },
    cause,
  );
}
