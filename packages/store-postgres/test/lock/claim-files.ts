import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The claims on a folder that are in its own lock folder and in the one beside it, where there once was one. */
export function claimFiles(folder: string): readonly string[] {
  return [join(folder, "lock"), `${folder}.lock`].flatMap((place) =>
    existsSync(place) ? readdirSync(place).map((name) => join(place, name)) : [],
  );
}
