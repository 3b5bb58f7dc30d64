import { basename, dirname, extname, join, resolve } from "node:path";
import { type Case, PromptrailError } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import {
  type DatasetPart,
  findBalancedSeed,
  readCases,
  type SplitPart,
  type SplitResult,
  splitCases,
  toRow,
  writeParts,
} from "@promptrail/evals/datasets";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { datasetSplitDocument } from "../../documents/dataset-documents.js";
import { implementCommand } from "../../implement-command.js";
import { toCount } from "../../present/dataset/describe-profile.js";
import { formatTable } from "../../present/table.js";
import { type FoundFile, findDatasetToWrite } from "../../project/datasets/find-dataset.js";
import { parseParts } from "../../project/datasets/parse-parts.js";
import { parseCount } from "../../project/parse-options.js";

interface SplitOptions extends CommonOptions {
  readonly into?: string;
  readonly seed?: string;
  readonly to?: string;
}

export const datasetSplitCommand = implementCommand({
  documents: { "dataset split": datasetSplitDocument },
  quotes: true,
  run: async (scope, [name = ""], options: SplitOptions) => {
    const given = options.seed === undefined ? null : parseCount(options.seed, "--seed");
    const parts = parseParts(options.into);
    const found = await findDatasetToWrite(scope, name);
    const cases = await Array.fromAsync(found.dataset.read());
    const seed = given ?? findBalancedSeed(cases, parts);
    const split = splitCases(cases, parts, seed);
    const fileOf = toFileNames(scope, found, options.to);
    await requireWritable(found, cases, { split, fileOf });
    const wasLeft = await writeParts(
      found.file,
      parts.map((part) => toPart(part, { split, fileOf })),
    );
    if (wasLeft) {
      scope.terminal.err(
        "An earlier split was stopped in the middle, so that its parts may not have belonged together. All of them are written now.\n",
      );
    }
    return present(scope, { found, split, seed, isFound: given === null, fileOf });
  },
});

/** `tickets.train.jsonl`, beside the dataset or in a folder. */
function toFileNames(
  { terminal }: CommandScope,
  { file: { file } }: FoundFile,
  to: string | undefined,
): (part: string) => string {
  const ending = extname(file);
  const folder = to === undefined ? dirname(file) : resolve(terminal.folder, to);
  return (part) => join(folder, `${basename(file, ending)}.${part}${ending}`);
}

/** @throws PromptrailError `request_invalid` where a part would have no case, or a file would lose one. */
async function requireWritable(
  { file: source }: FoundFile,
  cases: readonly Case[],
  { split: { parts }, fileOf }: NamedParts,
): Promise<void> {
  const empty = parts.find((part) => part.cases === 0);
  if (empty !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      `The part "${empty.name}" would have no case, and a dataset needs one. Add cases, give it a larger share, or try another --seed.`,
    );
  }
  const known = new Set(cases.map(toDigest));
  for (const { name } of parts) {
    const file = fileOf(name);
    const written = await readCases({ ...source, file });
    const lost = written.find((each) => !known.has(toDigest(each)));
    if (lost === undefined) continue;
    throw new PromptrailError(
      "request_invalid",
      `${file} has case "${lost.id}", which the dataset does not have, or has in another form: it would be lost. Move the file away, or name another folder with --to.`,
      { file },
    );
  }
}

function toDigest(testCase: Case): string {
  return contentDigest(toRow(testCase));
}

interface NamedParts {
  readonly split: SplitResult;
  readonly fileOf: (part: string) => string;
}

function toPart({ name }: SplitPart, { split, fileOf }: NamedParts): DatasetPart {
  const others = [...split.partOf].filter(([, part]) => part !== name).map(([id]) => id);
  return { changes: { remove: new Set(others) }, target: fileOf(name) };
}

interface SplitDataset {
  readonly found: FoundFile;
  readonly split: SplitResult;
  readonly seed: number;
  /** Whether the seed was looked for. */
  readonly isFound: boolean;
  readonly fileOf: (part: string) => string;
}

function present(
  { terminal }: CommandScope,
  { found, split, seed, isFound, fileOf }: SplitDataset,
): CommandResult<Printed<typeof datasetSplitDocument>> {
  const { parts } = split;
  const all = parts.reduce((sum, part) => sum + part.cases, 0);
  const tags = [...new Set(parts.flatMap((part) => [...part.tags.keys()]))].toSorted();
  const head = ["", ...parts.map(({ name, wanted }) => `${name} (${percent(wanted)})`)];
  const rows = [
    ["all", ...parts.map((part) => `${part.cases} (${percent(part.cases / all)})`)],
    ...tags.map((tag) => [tag, ...parts.map((part) => String(part.tags.get(tag) ?? 0))]),
  ];
  const kept = `Give --seed ${seed} from now on: then a case that comes to the dataset moves no other one.`;
  return {
    text: [
      formatTable({ head: head.map(terminal.colors.bold), rows }, terminal.columns),
      "",
      ...parts.map((part) => `${toCount(part.cases, "case")}: ${fileOf(part.name)}`),
      ...(isFound
        ? [
            `Of the seeds that were tried, ${seed} has the tags most nearly in these shares. ${kept}`,
          ]
        : []),
    ].join("\n"),
    json: {
      family: found.suite?.family ?? null,
      file: found.file.file,
      seed,
      imbalance: split.imbalance,
      parts: parts.map((part) => ({
        name: part.name,
        file: fileOf(part.name),
        wanted: part.wanted,
        cases: part.cases,
        tags: [...part.tags].map(([tag, count]) => ({ tag, cases: count })),
      })),
    },
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
