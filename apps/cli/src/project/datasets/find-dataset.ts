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
  const suite = loaded?.config.suites?.find(
    ({ dataset }) => findDatasetFile(dataset)?.file === given.file,
  );
  if (suite === undefined)
    return { dataset: readDatasetFile(given), file: given, suite: null, loaded };
  const { dataset } = suite;
  return { dataset, file: findDatasetFile(dataset) ?? given, suite, loaded };
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
