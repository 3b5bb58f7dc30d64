import {
  type FuzzRun,
  type FuzzVerdict,
  formatFuzz,
  toDatasetRow,
  toFuzzReport,
} from "@promptrail/evals/fuzz";
import type { ServableVersion } from "@promptrail/runtime";
import { fuzzDocument } from "../../documents/fuzz-document.js";
import { implementCommand } from "../../implement-command.js";
import { toReportStyle } from "../../present/report-style.js";
import {
  type AppendedRows,
  appendRows,
  requireAppendable,
  requireDatasetName,
} from "../../project/fuzzing/append-rows.js";
import { type FuzzOptions, readFuzzOptions } from "../../project/fuzzing/fuzz-options.js";
import { runFuzz } from "../../project/fuzzing/run-fuzz.js";
import { loadCliProject } from "../../project/load-cli-project.js";
import type { Terminal } from "../../terminal.js";

const exitCodes = { found: 1, nothing: 0, inconclusive: 1 } as const satisfies Record<
  FuzzVerdict,
  number
>;

export const fuzzCommand = implementCommand({
  documents: { fuzz: fuzzDocument },
  run: async (scope, [family = ""], options: FuzzOptions) => {
    const asked = readFuzzOptions(options);
    const { terminal } = scope;
    const loaded = await loadCliProject(scope, { keepsCompiled: true });
    const { folder } = terminal;
    if (asked.file !== undefined) await requireAppendable({ loaded, folder, name: asked.file });
    const run = await runFuzz({ scope, loaded, family, options: asked });
    const report = formatFuzz(run, toReportStyle(terminal));
    const isAsked = asked.file === undefined && run.counterexamples.length > 0;
    // The question is about what the person has read.
    const isShown = isAsked && options.json !== true && terminal.ask !== null;
    if (isShown) terminal.out(`${report}\n`);
    const file = asked.file ?? (isShown ? await askFile(terminal) : undefined);
    const written =
      file === undefined
        ? null
        : await writeCases({ loaded, folder, name: file }, run).catch((error: unknown) => {
            // What was paid for is told, whatever becomes of the file.
            if (!isShown) terminal.err(`${report}\n`);
            throw error;
          });
    return {
      text: [
        ...(isShown ? [] : [report]),
        ...describeWritten(run, written, isShown),
        ...describeStopped(run, asked),
      ].join("\n"),
      json: {
        ...toFuzzReport(run),
        written:
          written === null
            ? null
            : {
                ...written,
                added: [...written.added],
                present: [...written.present],
                unfit: [...written.unfit],
              },
      },
      exitCode: exitCodes[run.verdict],
    };
  },
});

/** How what was paid for is used by the next run. */
function describeStopped(
  { stop, seed }: FuzzRun<ServableVersion>,
  { fresh }: ReturnType<typeof readFuzzOptions>,
): readonly string[] {
  if (stop === null || stop.reason === "refused") return [];
  const higher = stop.reason === "asked" ? "" : ", and a higher limit,";
  const goingOn = `Its answers are kept: run it again with --seed ${seed}${higher}${fresh ? " and without --fresh" : ""} to go on.`;
  return [`  Stopped before the end. ${goingOn}`];
}

/** Undefined where the person wants none. */
async function askFile(terminal: Terminal): Promise<string | undefined> {
  const question = "Add them as cases to a dataset? Its file, or nothing for no: ";
  const answer = (await terminal.ask?.(question))?.trim() ?? "";
  return answer === "" ? undefined : requireDatasetName(answer);
}

function writeCases(
  file: Parameters<typeof appendRows>[0],
  { counterexamples, version }: FuzzRun<ServableVersion>,
): Promise<AppendedRows> {
  const rows = counterexamples.map((each) => toDatasetRow(each, version));
  return appendRows(file, rows);
}

function describeWritten(
  { counterexamples }: FuzzRun<ServableVersion>,
  written: AppendedRows | null,
  wasAsked: boolean,
): readonly string[] {
  if (counterexamples.length === 0) return [];
  if (written === null) {
    return wasAsked ? [] : ["  --write FILE adds them to a dataset as cases."];
  }
  const { file, added, present, unfit } = written;
  const unknown = counterexamples.filter(
    ({ id, truth }) => added.includes(id) && (truth?.value ?? null) === null,
  );
  return [
    ...(added.length > 0 ? [`  Added to ${file}: ${added.join(", ")}.`] : []),
    ...(present.length > 0 ? [`  ${file} has already: ${present.join(", ")}.`] : []),
    ...unfit.map(({ id, why }) => `  Not added to ${file}: ${id}: ${why}`),
    ...(unknown.length > 0
      ? [
          "  They have no ground truth, because what is right is not known: add it where an eval reads it.",
        ]
      : []),
  ];
}
