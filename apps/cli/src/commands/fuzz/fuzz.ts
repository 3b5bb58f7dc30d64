import {
  type FuzzRun,
  type FuzzVerdict,
  formatFuzz,
  toDatasetRow,
  toFuzzReport,
} from "@promptrail/evals/fuzz";
import type { ServableVersion } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { fuzzDocument } from "../../documents/fuzz-document.js";
import { implementCommand } from "../../implement-command.js";
import { toReportStyle } from "../../present/report-style.js";
import {
  type AppendedRows,
  appendRows,
  requireAppendable,
  requireJsonl,
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
    const loaded = await loadCliProject(scope);
    if (asked.file !== undefined) await requireAppendable(terminal.folder, asked.file);
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
        : await writeCases(scope, run, file).catch((error: unknown) => {
            // What was paid for is told, whatever becomes of the file.
            if (!isShown) terminal.err(`${report}\n`);
            throw error;
          });
    return {
      text: [...(isShown ? [] : [report]), ...describeWritten(run, written, isShown)].join("\n"),
      json: {
        ...toFuzzReport(run),
        written:
          written === null
            ? null
            : { ...written, added: [...written.added], present: [...written.present] },
      },
      exitCode: exitCodes[run.verdict],
    };
  },
});

/** Undefined where the person wants none. */
async function askFile(terminal: Terminal): Promise<string | undefined> {
  const question = "Add them as cases to a dataset? Its .jsonl file, or nothing for no: ";
  const answer = (await terminal.ask?.(question))?.trim() ?? "";
  return answer === "" ? undefined : requireJsonl(answer);
}

function writeCases(
  { terminal }: CommandScope,
  { counterexamples, version }: FuzzRun<ServableVersion>,
  file: string,
): Promise<AppendedRows> {
  const rows = counterexamples.map((each) => toDatasetRow(each, version));
  return appendRows(terminal.folder, file, rows);
}

function describeWritten(
  { counterexamples }: FuzzRun<ServableVersion>,
  written: AppendedRows | null,
  wasAsked: boolean,
): readonly string[] {
  if (counterexamples.length === 0) return [];
  if (written === null) {
    return wasAsked ? [] : ["  --write FILE.jsonl adds them to a dataset as cases."];
  }
  const { file, added, present } = written;
  const unknown = counterexamples.filter(
    ({ id, truth }) => added.includes(id) && (truth?.value ?? null) === null,
  );
  return [
    ...(added.length > 0 ? [`  Added to ${file}: ${added.join(", ")}.`] : []),
    ...(present.length > 0 ? [`  ${file} has already: ${present.join(", ")}.`] : []),
    ...(unknown.length > 0
      ? [
          "  They have no ground truth, because what is right is not known: add it where an eval reads it.",
        ]
      : []),
  ];
}
