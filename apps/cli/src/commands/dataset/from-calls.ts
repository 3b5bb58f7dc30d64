import { resolve } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import {
  changeDataset,
  type DatasetFile,
  findDatasetFile,
  readCases,
  toDatasetFile,
} from "@promptrail/evals/datasets";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { datasetFromCallsDocument } from "../../documents/dataset-documents.js";
import { implementCommand } from "../../implement-command.js";
import { toCount } from "../../present/dataset/describe-profile.js";
import { type AskedCases, askCases, type OfferedCase } from "../../project/datasets/ask-cases.js";
import { findTargetFile } from "../../project/datasets/find-dataset.js";
import { findInputSchema } from "../../project/datasets/find-input-schema.js";
import { type OfferedCalls, readOffered } from "../../project/datasets/read-offered.js";
import {
  openReviewFile,
  type ReviewDecision,
  type ReviewFile,
} from "../../project/datasets/review-file.js";
import { findActor } from "../../project/find-actor.js";
import { loadCliProject } from "../../project/load-cli-project.js";
import { parseCount } from "../../project/parse-options.js";
import { type CallsOptions, readCallsOptions } from "./dataset-options.js";

interface FromCallsOptions extends CallsOptions {
  readonly limit?: string;
  readonly seed?: string;
  readonly thin?: boolean;
  readonly to?: string;
  readonly tag?: readonly string[];
}

/** The declaration tells it in its help. */
const usualLimit = "20";

export const datasetFromCallsCommand = implementCommand({
  documents: { "dataset from-calls": datasetFromCallsDocument },
  quotes: true,
  run: async (scope, [family = ""], options: FromCallsOptions) => {
    const { since, most } = readCallsOptions(options);
    const count = parseCount(options.limit ?? usualLimit, "--limit");
    const seed = parseCount(options.seed ?? "1", "--seed");
    const { thin: isThin = false, tag: tags = [] } = options;
    const loaded = await loadCliProject(scope);
    const file = findTarget(scope, loaded, { family, to: options.to });
    const cases = await readCases(file);
    const review = openReviewFile(loaded.projectFolder, family);
    const { decided } = review;
    const { config } = loaded;
    const draw = { since, most, count, seed, isThin, tags };
    const found = await readOffered(scope, { config, family, cases, decided, ...draw });
    const asked = await askPerson(scope, { config, family, file, review, found });
    return present({ family, file, found, asked });
  },
});

/** @throws PromptrailError `request_invalid` where the family's cases are made by code, or it has none. */
function findTarget(
  { terminal }: CommandScope,
  loaded: LoadedConfig,
  { family, to }: { readonly family: string; readonly to: string | undefined },
): DatasetFile {
  const suite = loaded.config.suites?.find((each) => each.family === family);
  const own = suite === undefined ? null : findDatasetFile(suite.dataset);
  if (to !== undefined) {
    const given = toDatasetFile(resolve(terminal.folder, to));
    return given.file === own?.file ? own : findTargetFile(loaded, given.file);
  }
  if (own !== null) return own;
  throw new PromptrailError(
    "request_invalid",
    `Family "${family}" has no suite with a dataset in a file. Name the file that the accepted cases go to: --to FILE.`,
    { family },
  );
}

interface Asking {
  readonly config: PromptrailConfig;
  readonly family: string;
  readonly file: DatasetFile;
  readonly review: ReviewFile;
  readonly found: OfferedCalls;
}

async function askPerson(
  { terminal }: CommandScope,
  { config, family, file, review, found }: Asking,
): Promise<AskedCases> {
  const { offered } = found;
  if (offered.length === 0) return { accepted: 0, refused: 0, left: 0 };
  const { ask, environment, now } = terminal;
  if (ask === null) {
    throw new PromptrailError(
      "request_invalid",
      `${toCount(offered.length, "call")} could become cases, and a person has to accept each: there is no terminal to ask on. Run the command in a terminal.`,
    );
  }
  const by = await findActor(environment);
  const decide = ({ testCase }: OfferedCase, decision: ReviewDecision) =>
    review.append({ callId: testCase.origin?.callId ?? "", decision, by, at: now() });
  const { settings } = file;
  const context = settings.context ?? findInputSchema(config, family);
  return askCases({
    terminal,
    ask,
    offered,
    rules: { ...settings, ...omitUndefined({ context }) },
    onAccept: async (testCase, each) => {
      await changeDataset(file, { add: [testCase] });
      await decide(each, "accepted");
    },
    onRefuse: (each) => decide(each, "refused"),
  });
}

interface Reviewed extends Pick<Asking, "family" | "file" | "found"> {
  readonly asked: AskedCases;
}

function present({
  family,
  file,
  found,
  asked,
}: Reviewed): CommandResult<Printed<typeof datasetFromCallsDocument>> {
  const { environment, read, known, none, offered, thin } = found;
  const { accepted, refused, left } = asked;
  const lost = [
    [none.no_body, "without what was said: it is not kept, or the key has no scope `bodies`"],
    [none.attachments, "with images or files, which a dataset does not keep"],
    [none.unknown_turns, "with turns, of a version that the code does not declare"],
  ] as const;
  return {
    text: [
      `${toCount(accepted, "case")} accepted, ${refused} refused, ${left} left: ${file.file}`,
      `Production: ${toCount(read, "call")} of ${environment}; ${known} are known already, by a case or a decision.`,
      ...lost
        .filter(([count]) => count > 0)
        .map(([count, why]) => `${toCount(count, "call")} ${why}.`),
      ...(left > 0 ? ["Run the command again to go on: what was decided is kept."] : []),
    ].join("\n"),
    json: {
      family,
      file: file.file,
      environment,
      calls: read,
      known,
      without_body: none.no_body,
      with_attachments: none.attachments,
      with_unknown_turns: none.unknown_turns,
      thin_shapes: thin,
      offered: offered.length,
      accepted,
      refused,
      left,
    },
  };
}
