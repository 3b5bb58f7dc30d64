import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, stateFolderName } from "@promptrail/core/state-folder";
import { readOptionalFile } from "../read-optional-file.js";

/** Where a project's folder keeps the key with which its commands ask the server that runs there. */
export interface KeyFile {
  readonly path: string;
  /** Null where none is kept. */
  read(): Promise<string | null>;
  /** Readable by its owner alone, and whole or as before. */
  write(key: string): Promise<void>;
}

/** One for each environment, whose keys know nothing of each other. */
export function openKeyFile(projectFolder: string, environment: string): KeyFile {
  const folder = join(projectFolder, stateFolderName);
  const path = join(folder, toFileName(environment));
  return {
    path,
    read: async () =>
      (await readKey(path)) ??
      // There used to be one file for all of them.
      (await readKey(join(folder, defaultName))),
    write: (key) => writeKey(folder, path, key),
  };
}

const defaultName = "admin.key";

function toFileName(environment: string): string {
  return environment === "development" ? defaultName : `admin-${environment}.key`;
}

async function readKey(path: string): Promise<string | null> {
  const text = await readOptionalFile(path);
  return text === null || text.trim() === "" ? null : text.trim();
}

async function writeKey(folder: string, path: string, key: string): Promise<void> {
  makeFolder(folder);
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, `${key}\n`, { flag: "wx", mode: 0o600 });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
