import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** A workflow where GitHub looks for it. */
export interface PlacedWorkflow {
  /** Relative to the project's folder. */
  readonly target: string;
  /** Whether a workflow of that name is there, which may be of this project. */
  readonly isTaken: boolean;
  /** The starter's text, for the place where the project stands. */
  readonly adapt: (text: string) => string;
}

/**
 * GitHub reads the workflows at a repository's top alone. One of a project below it runs in the project's
 * folder, and is named after it where the top has a workflow of that name already.
 */
export function placeWorkflow(projectFolder: string): PlacedWorkflow {
  const folder = resolve(projectFolder);
  const top = findRepository(folder) ?? folder;
  const place = relative(top, folder).split(sep).join("/");
  const toTarget = (name: string) =>
    relative(folder, join(top, ".github", "workflows", name))
      .split(sep)
      .join("/");
  const isThere = (name: string) => existsSync(join(folder, toTarget(name)));
  const usualName = "prompts.yml";
  if (place === "") {
    return { target: toTarget(usualName), isTaken: isThere(usualName), adapt: (text) => text };
  }
  const ownName = `prompts-${place.replaceAll(/[^\w.-]+/g, "-")}.yml`;
  const name = isThere(usualName) ? ownName : usualName;
  return {
    target: toTarget(name),
    isTaken: isThere(name),
    adapt: (text) =>
      text
        .replace(/^name: .*$/m, () => `name: ${JSON.stringify(`prompts of ${place}`)}`)
        .replace("    steps:\n", (steps) => `${toDefaults(place)}${steps}`),
  };
}

function toDefaults(place: string): string {
  return `    defaults:\n      run:\n        working-directory: ${JSON.stringify(place)}\n`;
}

/** The top of the repository that a folder, which need not exist yet, is or will be in; null where there is none. */
export function findRepository(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : findRepository(parent);
}
