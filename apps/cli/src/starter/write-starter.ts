import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { createFileChanges, type FileChanges } from "../project/files/file-changes.js";
import type { PackageTool } from "../project/find-package-tool.js";
import { findOwnWorkflow, type OwnWorkflow, withInstall } from "./ci/find-own-workflow.js";
import { type CiHost, findWrittenPipeline } from "./ci/find-written-pipeline.js";
import { type PlannedPipeline, planPipeline } from "./ci/plan-pipeline.js";
import { completeIgnoreFile } from "./complete-ignore-file.js";
import { type CompletedPackage, completePackage } from "./complete-package.js";
import { findTsconfig } from "./find-tsconfig.js";
import { placeWorkflows } from "./place-workflow.js";
import type { LeftFile, WantedFile } from "./wanted-file.js";

/** What the starter is beside a config: `[where it stands in the CLI's package, where it goes]`. */
const example = [
  ["promptrail.config.ts", "promptrail.config.ts"],
  ["prompts/ticket-summary-v1.ts", "prompts/ticket-summary-v1.ts"],
  ["suites/ticket-summary-suite.ts", "suites/ticket-summary-suite.ts"],
  ["datasets/ticket-summary.jsonl", "datasets/ticket-summary.jsonl"],
  ["prompts.lock.json", "prompts.lock.json"],
] as const;

/** What a project gets that asks for no other pipeline. */
const shortWorkflow = "workflows/prompts.yml";

const configs = [".ts", ".mts", ".mjs", ".js"].map((ending) => `promptrail.config${ending}`);

export interface WrittenStarter {
  /** New files, relative to the folder. */
  readonly files: readonly string[];
  /** Files that were there and got what they lacked, and what that is. */
  readonly completed: readonly { readonly file: string; readonly added: readonly string[] }[];
  readonly left: readonly LeftFile[];
  /** The project's config, written or there before. */
  readonly config: string;
  /** Whether the example was written: a config, a prompt, its suite and dataset. */
  readonly hasExample: boolean;
  readonly missing: CompletedPackage["missing"];
}

export interface WriteStarterSettings {
  readonly folder: string;
  /** Of the packages that a new project gets. */
  readonly version: string;
  readonly tool: PackageTool;
  /** Whose pipeline is written whole, with reports and a comment; undefined: a short workflow of GitHub. */
  readonly ci: CiHost | undefined;
}

/**
 * Writes into a folder what it lacks of a working project, and overwrites nothing. A folder that has a config
 * gets no example.
 *
 * @throws PromptrailError `request_invalid` where another file of the example, or that of the pipeline, is there already; `file_unwritable`.
 * Nothing is written then.
 */
export async function writeStarter(settings: WriteStarterSettings): Promise<WrittenStarter> {
  const { folder, version } = settings;
  const project = await completePackage(folder, version);
  const present = configs.find((name) => existsSync(join(folder, name)));
  const wanted = present === undefined ? example.map((file) => toWanted(file, project)) : [];
  const taken = wanted.filter(({ target }) => existsSync(join(folder, target)));
  if (taken.length > 0) throw occupied(taken.map(({ target }) => target));
  const around = await planSettings(settings, project);
  const planned = [...wanted, ...around.wanted];
  const { packages, ignoring } = await writeAll(folder, project, planned);
  const own = { file: present ?? "", reason: "it has your prompts, so no example was written" };
  return {
    files: [
      ...packages.files,
      ...planned.flatMap(({ target, replaces }) => (replaces === undefined ? [target] : [])),
      ...(ignoring === "created" ? [".gitignore"] : []),
    ],
    completed: [
      ...packages.completed,
      ...planned.flatMap(({ target, replaces }) =>
        replaces === undefined
          ? []
          : [{ file: target, added: ["reports", "evidence", "the comment"] }],
      ),
      ...(ignoring === "completed" ? [{ file: ".gitignore", added: ["folders"] }] : []),
    ],
    left: [...(present === undefined ? [] : [own]), ...packages.left, ...around.left],
    config: present ?? rename("promptrail.config.ts", project),
    hasExample: present === undefined,
    missing: project.missing,
  };
}

/** A folder with a part of it would pass for a project with prompts of its own. */
async function writeAll(folder: string, project: CompletedPackage, files: readonly WantedFile[]) {
  const changes = createFileChanges();
  try {
    const packages = writePackage(folder, project, changes);
    for (const { source, target, adapt, replaces } of files) {
      const path = join(folder, target);
      const after = adapt(await readStarterFile(source));
      if (replaces === undefined) changes.make(path, after);
      else changes.replace(path, { before: replaces, after });
    }
    const path = join(folder, ".gitignore");
    const ignored = await readStarterFile("gitignore");
    return { packages, ignoring: await completeIgnoreFile(path, ignored, changes) };
  } catch (error) {
    changes.undo();
    throw error;
  }
}

function toWanted(
  [source, target]: (typeof example)[number],
  project: CompletedPackage,
): WantedFile {
  const isCode = source.endsWith(".ts");
  return {
    source,
    target: rename(target, project),
    adapt: (text) => (isCode ? renameImports(text, project) : text),
  };
}

/** What tells other tools of the project: TypeScript, and the pipeline. */
async function planSettings(settings: WriteStarterSettings, project: CompletedPackage) {
  const { folder, ci, tool } = settings;
  const own = await findOwnWorkflow(folder, await readStarterFile(shortWorkflow));
  const written = ci === undefined ? null : await findWrittenPipeline(folder, ci, readStarterFile);
  const pipeline =
    ci === undefined
      ? planWorkflow(settings, own)
      : planPipeline(folder, ci, { tool, own, written });
  const wanted: WantedFile[] = [];
  const left: LeftFile[] = [];
  const tsconfig = await findTsconfig(folder);
  if (tsconfig === null) {
    const adapt = (text: string) =>
      text.replace("promptrail.config.ts", rename("promptrail.config.ts", project));
    wanted.push({ source: "project-tsconfig.json", target: "tsconfig.json", adapt });
  } else if (tsconfig.lack !== null) left.push({ file: tsconfig.path, reason: tsconfig.lack });
  return { wanted: [...wanted, ...pipeline.wanted], left: [...left, ...pipeline.left] };
}

/** The short workflow, which a project gets that asked for no other. */
function planWorkflow(
  { folder, tool }: WriteStarterSettings,
  own: OwnWorkflow | null,
): PlannedPipeline {
  const places = placeWorkflows(folder);
  const free = places.find(({ target }) => !existsSync(join(folder, target)));
  if (own !== null || free === undefined) {
    const file = own?.target ?? places.at(-1)?.target ?? "";
    const reason = "a workflow of that name is there, which may be of this project";
    return { wanted: [], left: [{ file, reason }] };
  }
  const { target, adapt } = free;
  const wanted = { source: shortWorkflow, target };
  return {
    wanted: [{ ...wanted, adapt: (text) => adapt(withInstall(text, tool)) }],
    left: [],
  };
}

function writePackage(
  folder: string,
  { text, before, added, left }: CompletedPackage,
  { make, replace }: FileChanges,
) {
  const file = "package.json";
  const path = join(folder, file);
  if (text !== null && before === null) make(path, text);
  else if (text !== null && before !== null) replace(path, { before, after: text });
  return {
    files: before === null ? [file] : [],
    completed: added.length > 0 ? [{ file, added }] : [],
    left: left.map((reason) => ({ file, reason })),
  };
}

/** In a project whose files are CommonJS, Node takes TypeScript with imports from `.mts` files only. */
function rename(path: string, { isModule }: CompletedPackage): string {
  return isModule ? path : path.replace(/\.ts$/, ".mts");
}

function renameImports(text: string, { isModule }: CompletedPackage): string {
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
