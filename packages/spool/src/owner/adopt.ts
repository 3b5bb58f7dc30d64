import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { findErrorCode } from "@promptrail/core/errors";
import { adoptedFolder } from "./own-folder.js";

interface Adoption {
  /** The folder of the environment, and the name of the dead owner's folder in it. */
  readonly place: string;
  readonly name: string;
  /** The adopter's own folder. */
  readonly own: string;
}

/**
 * Moves a dead owner's folder into this process's own, so that of several adopters one has it; with it comes what
 * that owner had adopted.
 *
 * @returns the folders that came; none where another was faster. Throws file system errors.
 */
export function adopt({ place, name, own }: Adoption): readonly string[] {
  const home = join(own, adoptedFolder);
  const adopted = join(home, name);
  if (!move(join(place, name), adopted)) return [];
  const inner = join(adopted, adoptedFolder);
  const further = listFolders(inner).filter((each) => move(join(inner, each), join(home, each)));
  return [...further, name].sort().map((each) => join(home, each));
}

function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return false;
    throw error;
  }
}

function listFolders(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}
