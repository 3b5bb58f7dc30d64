import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** A workflow where GitHub looks for it. */
export interface PlacedWorkflow {
  /** Relative to the project's folder. */
  readonly target: string;
  /** Whether a workflow that stands there is this project's: at the top each of that name is, below it one that runs in the project's folder. */
  readonly isOwn: (text: string) => boolean;
  /** The starter's text, for the place where the project stands. */
  readonly adapt: (text: string) => string;
}

/**
 * Where the workflow of a project may stand: GitHub reads those at a repository's top alone. One of a project below it runs in the project's
 * folder, and is named after it where the top has a workflow of the usual name already.
 */
export function placeWorkflows(projectFolder: string): readonly PlacedWorkflow[] {
  const folder = resolve(projectFolder);
  const top = findRepository(folder) ?? folder;
  const place = relative(top, folder).split(sep).join("/");
  const toTarget = (name: string) =>
    relative(folder, join(top, ".github", "workflows", name))
      .split(sep)
      .join("/");
  const usual = toTarget("prompts.yml");
  if (place === "") return [{ target: usual, isOwn: () => true, adapt: (text) => text }];
  const adapt = (text: string) =>
    text
      .replace(/^name: .*$/m, () => `name: ${JSON.stringify(`prompts of ${place}`)}`)
      .replace("    steps:\n", (steps) => `${toDefaults(place)}${steps}`);
  const isOwn = (text: string) => text.replaceAll("\r\n", "\n").includes(toDefaults(place));
  const own = toTarget(`prompts-${place.replaceAll(/[^\w.-]+/g, "-")}.yml`);
  return [
    { target: usual, isOwn, adapt },
    { target: own, isOwn, adapt },
  ];
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
