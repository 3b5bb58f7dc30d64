import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { makeProjectFile } from "@promptrail/core/state-folder";
import { completeIgnoreFile } from "./complete-ignore-file.js";
import { describePackage, type ProjectPackage } from "./describe-package.js";
import { placeWorkflow } from "./place-workflow.js";

/** In the CLI's package: `[where it stands, where it goes]`. */
const files = [
  ["promptrail.config.ts", "promptrail.config.ts"],
  ["prompts/ticket-summary-v1.ts", "prompts/ticket-summary-v1.ts"],
  ["suites/ticket-summary-suite.ts", "suites/ticket-summary-suite.ts"],
  ["datasets/ticket-summary.jsonl", "datasets/ticket-summary.jsonl"],
  ["prompts.lock.json", "prompts.lock.json"],
] as const;

const workflow = "workflows/prompts.yml";

export interface WrittenStarter {
  /** Relative to the folder. */
  readonly files: readonly string[];
  readonly config: string;
}

/**
 * Writes a working project into a folder, and overwrites nothing. A `.gitignore` that is there gets what it lacks.
 *
 * @throws PromptrailError `request_invalid` where one of its files is there already; `file_unwritable`.
 */
export async function writeStarter(folder: string, version: string): Promise<WrittenStarter> {
  const project = await describePackage(folder, version);
  const wanted = [
    ...files.map(([source, target]) => ({
      source,
      target: rename(target, project),
      adapt: (text: string) => (source.endsWith(".ts") ? renameImports(text, project) : text),
    })),
    { source: workflow, ...placeWorkflow(folder) },
  ];
  const taken = wanted.filter(({ target }) => existsSync(join(folder, target)));
  if (taken.length > 0) throw occupied(taken.map(({ target }) => target));
  for (const { source, target, adapt } of wanted) {
    const text = await readStarterFile(source);
    makeProjectFile(join(folder, target), adapt(text));
  }
  const written = wanted.map(({ target }) => target);
  if (project.created !== null) {
    makeProjectFile(join(folder, "package.json"), project.created);
    written.unshift("package.json");
  }
  const ignored = await readStarterFile("gitignore");
  if (await completeIgnoreFile(join(folder, ".gitignore"), ignored)) written.push(".gitignore");
  return { files: written, config: rename("promptrail.config.ts", project) };
}

/** In a project whose files are CommonJS, Node takes TypeScript with imports from `.mts` files only. */
function rename(path: string, { isModule }: ProjectPackage): string {
  return isModule ? path : path.replace(/\.ts$/, ".mts");
}

function renameImports(text: string, { isModule }: ProjectPackage): string {
  return isModule ? text : text.replaceAll('.ts";', '.mts";');
}

function readStarterFile(path: string): Promise<string> {
  return readFile(new URL(`../starter/${path}`, import.meta.url), "utf8");
}

function occupied(paths: readonly string[]): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `The folder already has ${paths.join(", ")}. Nothing was written. Choose another folder: promptrail init FOLDER.`,
    { files: [...paths] },
  );
}
