import type { Suite } from "@promptrail/core";
import {
  diffLedger,
  formatLedger,
  type LedgerSide,
  listInstructions,
  readLedger,
  toLedgerChangeReport,
  toLedgerReport,
} from "@promptrail/evals/ledger";
import type { FoundEvaluation as Found } from "../../project/evaluating/evaluate-each.js";
import type { FoundModels } from "../../project/models/evaluate-on-models.js";
import type { Terminal } from "../../terminal.js";
import { toReportStyle } from "../report-style.js";

type LedgerSuite = Pick<Suite, "evals" | "gate">;

/** What a run says of the instructions of its suite; null where the suite has no ledger. */
export function readRunLedger(found: Found, suite: LedgerSuite | undefined) {
  const instructions = listInstructions(suite?.evals ?? []);
  if (suite === undefined || instructions.length < 2) return null;
  const { alpha } = suite.gate;
  const { candidate } = found;
  const read = (title: string, cases: Parameters<typeof readLedger>[0]["cases"]): LedgerSide => {
    return { title, figures: readLedger({ instructions, cases, alpha }) };
  };
  if (found.kind === "single") {
    return { sides: [read(candidate.key, found.run.results)], change: undefined };
  }
  const { baseline, run } = found;
  const sides = [
    read(
      candidate.key,
      run.results.map((result) => ({ ...result, trials: result.candidate })),
    ),
    read(
      baseline.key,
      run.results.map((result) => ({ ...result, trials: result.baseline })),
    ),
  ];
  const change = diffLedger({
    instructions,
    alpha,
    results: run.results,
    candidate: candidate.content,
    baseline: baseline.content,
  });
  return { sides, change };
}

/** The same of several models, each beside the others; null where the suite has no ledger. */
export function readModelsLedger({ run, frontier }: FoundModels, suite: LedgerSuite | undefined) {
  const instructions = listInstructions(suite?.evals ?? []);
  if (suite === undefined || instructions.length < 2) return null;
  const { alpha } = suite.gate;
  return frontier.points.map(({ model }, at): LedgerSide => {
    const cases = run.results.map((result) => ({ ...result, trials: result.sides[at] ?? [] }));
    return { title: model, figures: readLedger({ instructions, cases, alpha }) };
  });
}

export type RunLedger = NonNullable<ReturnType<typeof readRunLedger>>;

export function describeLedger(
  ledger: RunLedger | null,
  terminal: Pick<Terminal, "colors" | "columns">,
): readonly string[] {
  if (ledger === null) return [];
  return ["", ...formatLedger({ ...ledger, style: toReportStyle(terminal) })];
}

/** Left out where the suite has no ledger. */
export function toLedgerJson(ledger: RunLedger | null) {
  if (ledger === null) return {};
  return {
    ledger: {
      sides: toSidesJson(ledger.sides),
      change: ledger.change === undefined ? null : toLedgerChangeReport(ledger.change),
    },
  };
}

export function toModelsLedgerJson(sides: readonly LedgerSide[] | null) {
  return sides === null ? {} : { ledger: { sides: toSidesJson(sides), change: null } };
}

function toSidesJson(sides: readonly LedgerSide[]) {
  return sides.map(({ title, figures }) => ({ title, ...toLedgerReport(figures) }));
}
