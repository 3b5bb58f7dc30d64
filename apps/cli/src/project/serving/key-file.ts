import { join } from "node:path";
import {
  encodeFileName,
  makeFolder,
  readPlainFile,
  stateFolderName,
  writePlainFile,
} from "@promptrail/core/state-folder";

/** Where a project's folder keeps the key with which its commands ask the server that runs there. */
export interface KeyFile {
  readonly path: string;
  /** Null where none is kept, also where a link stands in its place: no other file is sent as a key. */
  read(): Promise<string | null>;
  /** Readable by its owner alone, and whole or as before; never through a link. */
  write(key: string): Promise<void>;
}

/** One for each environment, whose keys know nothing of each other. */
export function openKeyFile(projectFolder: string, environment: string): KeyFile {
  const folder = join(projectFolder, stateFolderName);
  const path = join(folder, toFileName(environment));
  return {
    path,
    // There used to be one file for all of them.
    read: async () => readKey(path) ?? readKey(join(folder, defaultName)),
    write: async (key) => {
      makeFolder(folder);
      writePlainFile(path, () => `${key}\n`);
    },
  };
}

const defaultName = "admin.key";

function toFileName(environment: string): string {
  return environment === "development" ? defaultName : `admin-${encodeFileName(environment)}.key`;
}

function readKey(path: string): string | null {
  const text = readPlainFile(path)?.text.trim() ?? "";
  return text === "" ? null : text;
}
