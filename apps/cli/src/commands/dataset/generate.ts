import { basename, dirname, extname, join, resolve } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { type Case, type InputSchema, PromptrailError } from "@promptrail/core";
import { describeInput } from "@promptrail/core/lifecycle";
import {
  changeDataset,
  type DatasetFile,
  type GeneratedVariants,
  generateVariants,
  isDatasetPath,
  readCases,
  sampleSchema,
  toDatasetFile,
} from "@promptrail/evals/datasets";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { datasetGenerateDocument } from "../../documents/dataset-documents.js";
import { implementCommand } from "../../implement-command.js";
import { toCount } from "../../present/dataset/describe-profile.js";
import { formatTable } from "../../present/table.js";
import { findDataset, findTargetFile, toPlace } from "../../project/datasets/find-dataset.js";
import { findInputSchema } from "../../project/datasets/find-input-schema.js";
import { type PlacedVariants, placeVariants } from "../../project/datasets/place-variants.js";
import { loadCliProject } from "../../project/load-cli-project.js";
import { parseCount } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";

interface GenerateOptions extends CommonOptions {
  readonly count?: string;
  readonly seed?: string;
  readonly to?: string;
  readonly intoDataset?: boolean;
}

/** The declaration tells it in its help. */
const usualCount = "40";

export const datasetGenerateCommand = implementCommand({
  documents: { "dataset generate": datasetGenerateDocument },
  run: async (scope, [name = ""], options: GenerateOptions) => {
    const count = parseCount(options.count ?? usualCount, "--count");
    const seed = parseCount(options.seed ?? "1", "--seed");
    const sources = await readSources(scope, name);
    const target = toTarget(scope, sources, options);
    const { cases, schema } = sources;
    const generated = await generateVariants({ cases, schema, seed, count });
    const there = await readCases(target);
    const placed = await placeVariants(generated.variants, { there, schema });
    tellChanged(scope, target, placed.changed);
    const add = [...placed.replacing, ...placed.fresh];
    if (add.length > 0) {
      // Where both stand in one file, a case is of one cluster with its variants.
      const isOwn = sources.file?.file === target.file;
      const clusters = isOwn ? toClusters(cases, generated.variants) : new Map<string, string>();
      const remove = new Set(placed.replacing.map(({ id }) => id));
      await changeDataset(target, { add, clusters, remove });
    }
    return present(scope, { sources, target, generated, placed, seed });
  },
});

/** A person may have corrected them; or the file was made when its dataset was read otherwise. */
function tellChanged(
  { terminal }: CommandScope,
  { file }: DatasetFile,
  others: readonly Case[],
): void {
  if (others.length === 0) return;
  terminal.err(
    `${toCount(others.length, "case")} of ${file}, "${others[0]?.id}" first, ${others.length === 1 ? "has" : "have"} the id of a variant and another context: ${others.length === 1 ? "it stays" : "they stay"} as written. What was not corrected by hand can be removed, and the command run again.\n`,
  );
}

interface Sources {
  readonly name: string;
  readonly family: string | null;
  readonly file: DatasetFile | null;
  readonly folder: string;
  readonly loaded: LoadedConfig | null;
  readonly cases: readonly Case[];
  readonly schema: InputSchema | null;
}

/** The cases of a family's suite or of a file; of a family without a suite one that its input schema describes. */
async function readSources(scope: CommandScope, name: string): Promise<Sources> {
  if (!isDatasetPath(name)) {
    const project = await loadCliProject(scope);
    const { config, projectFolder } = project;
    const hasSuite = config.suites?.some(({ family }) => family === name) === true;
    const schema = findInputSchema(config, name);
    if (!hasSuite && schema !== undefined) {
      const cases = await sampleCases(name, schema);
      const folder = projectFolder;
      return { name, family: name, file: null, folder, loaded: project, cases, schema };
    }
  }
  const { dataset, file, suite, loaded } = await findDataset(scope, name);
  const family = suite?.family ?? null;
  const declared =
    loaded === null || family === null ? undefined : findInputSchema(loaded.config, family);
  return {
    name,
    family,
    file,
    folder: loaded?.projectFolder ?? scope.terminal.folder,
    loaded,
    cases: await Array.fromAsync(dataset.read()),
    schema: file?.settings.context ?? declared ?? null,
  };
}

async function sampleCases(family: string, schema: InputSchema): Promise<readonly Case[]> {
  const { given } = describeInput(schema);
  const context = given === null ? null : sampleSchema(given);
  const result = await schema["~standard"].validate(context);
  if (context !== null && result.issues === undefined) {
    return [{ id: `${family}-sample`, context, groundTruth: null, tags: [], cluster: null }];
  }
  throw new PromptrailError(
    "request_invalid",
    `Family "${family}" has no dataset, and no case can be made of its input schema. Write one case into a file, and name that file.`,
    { family },
  );
}

function toTarget(
  { terminal }: CommandScope,
  { file, folder, loaded, name }: Sources,
  { to, intoDataset = false }: GenerateOptions,
): DatasetFile {
  if (intoDataset) return requireOwnFile(file, name, to);
  if (to !== undefined) {
    const given = toDatasetFile(resolve(terminal.folder, to));
    if (file !== null && toPlace(given.file) === toPlace(file.file)) {
      throw new PromptrailError(
        "request_invalid",
        `${to} is the dataset itself, and variants want to be read first: most of them have no ground truth, and the next eval would judge by them. Nothing was written. Leave --to out for a file beside it, or give --into-dataset in its place.`,
        { file: given.file },
      );
    }
    return findTargetFile(loaded, given.file);
  }
  if (file === null)
    return findTargetFile(loaded, join(folder, "datasets", `${name}.variants.jsonl`));
  const stem = basename(file.file, extname(file.file));
  return findTargetFile(loaded, join(dirname(file.file), `${stem}.variants.jsonl`));
}

/** @throws PromptrailError `request_invalid` where --to names another file, and for a dataset that code makes. */
function requireOwnFile(
  file: DatasetFile | null,
  name: string,
  to: string | undefined,
): DatasetFile {
  const refuse = (reason: string): never => {
    throw new PromptrailError("request_invalid", `${reason} Nothing was written.`);
  };
  if (to !== undefined) {
    refuse("--into-dataset and --to say two places. Remove one of the two.");
  }
  return (
    file ??
    refuse(
      `The dataset of "${name}" is made by code, which this command cannot change. Name a file with --to instead.`,
    )
  );
}

function toClusters(
  cases: readonly Case[],
  variants: readonly Case[],
): ReadonlyMap<string, string> {
  const varied = new Set(variants.map(({ origin }) => origin?.caseId));
  const alone = cases.filter(({ id, cluster }) => cluster === null && varied.has(id));
  return new Map(alone.map(({ id }) => [id, id]));
}

interface Made {
  readonly sources: Sources;
  readonly target: DatasetFile;
  readonly generated: GeneratedVariants;
  readonly placed: PlacedVariants;
  readonly seed: number;
}

function present(
  { terminal }: CommandScope,
  { sources, target, generated, placed, seed }: Made,
): CommandResult<Printed<typeof datasetGenerateDocument>> {
  const { kinds, variants } = generated;
  const { fresh, replacing, already, changed } = placed;
  const truthless = variants.filter(({ groundTruth }) => groundTruth === null);
  const judged = new Set(
    sources.cases.filter(({ groundTruth }) => groundTruth !== null).map(({ id }) => id),
  );
  const lost = truthless.filter(({ origin }) => judged.has(origin?.caseId ?? "")).length;
  return {
    text: [
      formatKinds(kinds, terminal),
      "",
      ...describePlaced(placed, target, lost),
      sources.file?.file === target.file
        ? "Read them and correct them: they are cases of the dataset now."
        : "Read them and correct them. A suite reads them where its dataset is made of both files: the handbook's page about datasets shows how.",
    ].join("\n"),
    json: {
      family: sources.family,
      file: target.file,
      seed,
      sources: sources.cases.length,
      written: fresh.length + replacing.length,
      already: already.length,
      replaced: replacing.length,
      changed: changed.length,
      without_ground_truth: truthless.length,
      kinds: kinds.map(toKindJson),
    },
  };
}

function describePlaced(
  { fresh, replacing, already }: PlacedVariants,
  { file }: DatasetFile,
  lost: number,
): readonly string[] {
  const replaced =
    "of them take the place of a case that was read wrongly when it was written: its values were texts, or did not fit the schema.";
  return [
    `${toCount(fresh.length + replacing.length, "case")} written, ${already.length} were there already: ${file}`,
    ...(replacing.length > 0 ? [`${replacing.length} ${replaced}`] : []),
    ...(lost > 0
      ? [
          `${lost} have no ground truth, though their case has one: what is right may be another thing now.`,
        ]
      : []),
  ];
}

type Kinds = GeneratedVariants["kinds"];

function formatKinds(kinds: Kinds, { colors, columns }: Pick<Terminal, "colors" | "columns">) {
  const head = ["KIND", "MADE", "DROPPED", "GROUND TRUTH", "WHAT IT DOES"].map(colors.bold);
  const rows = kinds.map(({ name, made, dropped, keepsTruth, about }) => [
    name,
    String(made),
    String(dropped),
    keepsTruth ? "kept" : "left out",
    about,
  ]);
  return formatTable({ head, rows }, columns);
}

function toKindJson({ name, made, dropped, keepsTruth, about }: Kinds[number]) {
  return { kind: name, about, made, dropped, keeps_ground_truth: keepsTruth };
}
