import { relative } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { JudgeLabel, Rubric } from "@promptrail/evals";
import {
  countLabels,
  drawToLabel,
  findLabelFault,
  keepDraw,
  type LabelCounts,
  type LabelItem,
  type LabelUnit,
  newestLabels,
  type ToLabel,
  toLabelId,
} from "@promptrail/evals/run";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { judgeLabelDocument } from "../../documents/judge-documents.js";
import { implementCommand } from "../../implement-command.js";
import { requireWritableFile } from "../../project/files/wanted-file.js";
import { findActor } from "../../project/find-actor.js";
import { askLabels } from "../../project/judging/ask-labels.js";
import { type FoundJudge, findJudge } from "../../project/judging/find-judge.js";
import { type LabelFile, openLabelFile } from "../../project/judging/label-file.js";
import { readRunUnits } from "../../project/judging/read-run-units.js";
import { loadCliProject } from "../../project/load-cli-project.js";
import { parseCount } from "../../project/parse-options.js";

interface LabelOptions extends CommonOptions {
  readonly run?: string;
  readonly count?: string;
  readonly labels?: string;
}

/** The declaration tells it in its help. */
const usualCount = "50";

export const judgeLabelCommand = implementCommand({
  documents: { "judge label": judgeLabelDocument },
  run: async (scope, args, options: LabelOptions) => {
    const count = parseCount(options.count ?? usualCount, "--count");
    if (options.run === undefined) {
      throw new PromptrailError(
        "request_invalid",
        "--run is missing: write the answers with `promptrail eval FAMILY --version N --json > run.json`, then name that file.",
      );
    }
    const loaded = await loadCliProject(scope);
    const found = findJudge(loaded, args, options);
    const units = await readRunUnits(found, options.run, scope.terminal.folder);
    const name = options.labels ?? relative(scope.terminal.folder, found.labelsFile);
    await requireWritableFile({ path: found.labelsFile, name, what: "label" });
    const file = openLabelFile(found.labelsFile);
    return label(scope, { found, units, file, count });
  },
});

interface Labelling {
  readonly found: FoundJudge;
  readonly units: readonly LabelUnit[];
  readonly file: LabelFile;
  readonly count: number;
}

async function label(
  { terminal }: CommandScope,
  { found, units, file, count }: Labelling,
): Promise<CommandResult<Printed<typeof judgeLabelDocument>>> {
  const { check, suite, labelsFile } = found;
  const { rubric } = check.judge;
  const own = file.labels.filter((each) => isOwn(each, found));
  const drawn = drawToLabel({ units, rubric, labels: own, count, random: Math.random });
  const items = drawn.flatMap(({ unit }) => unit.items);
  const known = newestLabels(own);
  const open = items.filter((item) => !known.has(toLabelId(item)));
  const added = open.length === 0 ? 0 : await askPerson({ terminal, found, open, file });
  const isComplete = added === open.length;
  if (isComplete) keep(file, units, drawn);
  const labelled = items.length - open.length + added;
  const left = items.length - labelled;
  const all = newestLabels(file.labels.filter((each) => isOwn(each, found)));
  const counts = countLabels([...all.values()], rubric, check.judge.requirements);
  return {
    text: [
      `${labelled} of ${items.length} answers of ${drawn.length} cases are labelled, ${added} of them now: ${labelsFile}`,
      isComplete
        ? "They can correct this run's figures: give them to the suite's defineJudge with readJudgeLabels."
        : `${left} are left. Labels count for the judge's card as they are, and for correcting figures once a draw is labelled to its end.`,
      ...counts.flatMap((each) => describeCounts(each, rubric)),
      `Make the judge's card with \`promptrail judge calibrate ${suite.family} ${check.name}\`.`,
    ].join("\n"),
    json: {
      family: suite.family,
      judge: check.name,
      labels_file: labelsFile,
      drawn: items.length,
      labelled,
      added,
      complete: isComplete,
      counts: counts.map(({ part, words, bad, badNeeded }) => ({
        part,
        words: [...words],
        bad,
        bad_needed: Number.isFinite(badNeeded) ? badNeeded : null,
      })),
    },
    exitCode: 0,
  };
}

function isOwn(label: JudgeLabel, { suite, check }: FoundJudge): boolean {
  return label.family === suite.family && findLabelFault(label, check.judge.rubric) === null;
}

/** What is labelled by now, and what a card asks for beyond that. */
function describeCounts(
  { part, words, bad, badNeeded }: LabelCounts,
  { parts }: Pick<Rubric, "parts">,
): readonly string[] {
  const said = words.map(({ choice, labels }) => `${labels} ${choice}`).join(", ");
  const named = parts.length === 1 ? "" : ` of "${part}"`;
  const missing = badNeeded - bad;
  return [
    `Labels${named} by now: ${said}.`,
    ...(missing > 0 && Number.isFinite(missing)
      ? [
          `A card that carries a gate needs at least ${badNeeded} bad answers, none of which the judge finds good: ${missing} more.`,
        ]
      : []),
  ];
}

/** Which labels were drawn, and how: one that people left in the middle was no draw with these probabilities. */
function keep(
  file: LabelFile,
  units: readonly LabelUnit[],
  drawn: readonly ToLabel<LabelUnit>[],
): void {
  file.replace(keepDraw(file.labels, units, drawn));
}

async function askPerson(settings: {
  readonly terminal: CommandScope["terminal"];
  readonly found: FoundJudge;
  readonly open: readonly LabelItem[];
  readonly file: LabelFile;
}): Promise<number> {
  const { terminal, found, open, file } = settings;
  const { ask, environment, now } = terminal;
  if (ask === null) {
    throw new PromptrailError(
      "request_invalid",
      `${open.length} answers wait for a label, and there is no terminal to ask on. Run the command in a terminal.`,
    );
  }
  const by = await findActor(environment);
  return askLabels({
    terminal,
    ask,
    check: found.check,
    items: open,
    onLabel: (item, words) => file.append({ ...item, words, by, at: now(), probability: null }),
  });
}
