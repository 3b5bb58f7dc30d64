import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { hasConfig, type LoadedConfig } from "@promptrail/config";
import { type Dataset, PromptrailError, type Suite } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import {
  type DatasetFile,
  findDatasetFile,
  isDatasetPath,
  readDatasetFile,
  toDatasetFile,
} from "@promptrail/evals/datasets";
import type { CommandScope } from "../../command-scope.js";
import { loadCliProject } from "../load-cli-project.js";

export interface FoundDataset {
  readonly dataset: Dataset;
  /** Null where code makes the cases. */
  readonly file: DatasetFile | null;
  /** The suite that it is of; null for a file of no suite. */
  readonly suite: Suite | null;
  /** Null for a file outside of a project. */
  readonly loaded: LoadedConfig | null;
}

/** A found dataset of which something is written. */
export interface FoundFile extends FoundDataset {
  readonly file: DatasetFile;
}

/**
 * A dataset by a family, whose suite has it, or by its file. A file that a suite reads is read as the suite does, with its
 * schemas and its names of columns.
 *
 * @throws PromptrailError `request_invalid` for what is neither; `dataset_invalid`; what loading the project throws.
 */
export async function findDataset(scope: CommandScope, name: string): Promise<FoundDataset> {
  if (!isDatasetPath(name)) return ofFamily(await loadCliProject(scope), name);
  const given = toDatasetFile(resolve(scope.terminal.folder, name));
  const { folder } = scope.terminal;
  const isProject = scope.options.config !== undefined || hasConfig(folder);
  const loaded = isProject ? await loadCliProject(scope) : null;
  const suite = loaded === null ? null : findReader(loaded, given.file);
  if (suite === null) {
    tellUnread(scope, given, name);
    return { dataset: readDatasetFile(given), file: given, suite, loaded };
  }
  return { dataset: suite.dataset, file: findDatasetFile(suite.dataset) ?? given, suite, loaded };
}

/**
 * A file that is written, as the suite that reads it does.
 *
 * @throws PromptrailError `request_invalid` where suites read it differently; `dataset_invalid` for an ending of no format.
 */
export function findTargetFile(loaded: LoadedConfig | null, path: string): DatasetFile {
  const given = toDatasetFile(path);
  const suite = loaded === null ? null : findReader(loaded, given.file);
  return (suite === null ? null : findDatasetFile(suite.dataset)) ?? given;
}

/** What reads it otherwise later would find other cases. */
function tellUnread({ terminal }: CommandScope, { format }: DatasetFile, name: string): void {
  const cells = format === "csv" ? " Each cell is a text, and columns go by their titles." : "";
  terminal.err(
    `No suite reads ${name}, so it is read with the usual settings, and its cases fit no schema of a suite.${cells} Name a family, or the file of its suite, to read it as an eval does.\n`,
  );
}

/** The first suite that reads a file, also by a link; null for none. */
function findReader({ config }: LoadedConfig, path: string): Suite | null {
  const place = toPlace(path);
  const readers = (config.suites ?? []).flatMap((suite) => {
    const file = findDatasetFile(suite.dataset);
    return file !== null && toPlace(file.file) === place ? [{ suite, file }] : [];
  });
  const forms = new Set(readers.map(({ file }) => toForm(file)));
  if (forms.size > 1) {
    const families = readers.map(({ suite }) => `"${suite.family}"`).join(", ");
    throw new PromptrailError(
      "request_invalid",
      `The suites of ${families} read ${path} with different settings of columns, so its cells have no one meaning. Name a family instead of the file, or give the suites one dataset.`,
      { file: path },
    );
  }
  return readers[0]?.suite ?? null;
}

/** What decides how cells are read; schemas only judge what was read. */
function toForm({ format, settings: { columns = {}, json = [], delimiter } }: DatasetFile): string {
  const sorted = Object.entries(columns).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([format, sorted, json.toSorted(), delimiter ?? null]);
}

/** Where a link leads to; a file that is not there yet is its own place. */
export function toPlace(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

/**
 * The same for a command that writes into the file, or beside it.
 *
 * @throws PromptrailError `request_invalid` also for a dataset that code makes.
 */
export async function findDatasetToWrite(scope: CommandScope, name: string): Promise<FoundFile> {
  const found = await findDataset(scope, name);
  const { file } = found;
  if (file !== null) return { ...found, file };
  throw new PromptrailError(
    "request_invalid",
    `The dataset of "${name}" is made by code, which this command cannot change. Name a file of cases instead.`,
    { family: name },
  );
}

/** @throws PromptrailError `request_invalid`, which names the families that have a suite. */
export function ofFamily(loaded: LoadedConfig, family: string): FoundDataset {
  const suites = loaded.config.suites ?? [];
  const suite = suites.find((each) => each.family === family);
  if (suite !== undefined) {
    const { dataset } = suite;
    return { dataset, file: findDatasetFile(dataset), suite, loaded };
  }
  const families = suites.map((each) => each.family);
  throw new PromptrailError(
    "request_invalid",
    `Family "${family}" has no suite, and no file of cases has this name.${suggest(family, families)} Name a family with a suite, or a file that ends with .jsonl, .yaml or .csv.`,
    { family },
  );
}
