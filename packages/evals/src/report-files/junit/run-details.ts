import { cutText } from "@promptrail/core/portable";
import { formatDifferences } from "../../differ/format-differences.js";
import { formatPercent } from "../../gate/format-figures.js";
import { formatLedger } from "../../ledger/present/format-ledger.js";
import type { ReportedLedger, ReportedRun } from "../runs/reported-runs.js";
import { readRunDifferences } from "../runs/run-differences.js";

/** A fact of a suite, for programs that read the file. */
export interface Property {
  readonly name: string;
  readonly value: string;
}

const mostProperties = 200;
const mostCharacters = 30_000;

/** The ledger and where evals differ, for people: what the terminal shows. Empty where a suite has neither. */
export function toGateOutput(run: ReportedRun): string {
  const [candidate] = readRunDifferences(run);
  const sides = candidate === undefined ? [] : [candidate];
  const ledger = run.ledger == null ? [] : formatLedger(run.ledger);
  return cutText([...formatDifferences({ sides }), ...ledger].join("\n"), mostCharacters);
}

/**
 * The same for programs, of the candidate: `differ.JUDGE.EVAL`, `ledger.obeyed.INSTRUCTION`, and lists of instructions by their ids as
 * `ledger.drops`, `ledger.adds`, `ledger.less` and `ledger.conflicts`.
 */
export function listProperties(run: ReportedRun): readonly Property[] {
  const [candidate] = readRunDifferences(run);
  const differ = (candidate?.differences ?? []).map(
    ({ judge, eval: other, judged, judgeOnly, evalOnly }) => ({
      name: `differ.${judge}.${other}`,
      value: `${judgeOnly.length + evalOnly.length} of ${judged} answers; only the judge passes: ${judgeOnly.length}; only the eval passes: ${evalOnly.length}`,
    }),
  );
  const ledger = run.ledger == null ? [] : listLedger(run.ledger);
  return [...ledger, ...differ].slice(0, mostProperties);
}

function listLedger({ sides: [first], change }: ReportedLedger): readonly Property[] {
  if (first === undefined) return [];
  const { instructions, pairs } = first.figures;
  const conflicts = pairs
    .filter(({ isConflict }) => isConflict)
    .map((pair) => `${pair.first} and ${pair.second}`);
  const ids = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id).join(", ");
  const changed =
    change === undefined
      ? []
      : [
          { name: "ledger.drops", value: ids(change.drops) },
          { name: "ledger.adds", value: ids(change.adds) },
          { name: "ledger.less", value: ids(change.changes.filter(({ isLess }) => isLess)) },
        ];
  return [
    ...changed,
    { name: "ledger.conflicts", value: conflicts.join(", ") },
    ...instructions.map(({ id, rate }) => ({
      name: `ledger.obeyed.${id}`,
      value: rate === null ? "unknown" : formatPercent(rate.value),
    })),
  ];
}
