import type { PromptVersion } from "@promptrail/core";
import type { PairedCaseResult, Trial } from "../runner/case-result.js";
import { sumByCluster } from "../statistics/means/clustered-error.js";
import { holm } from "../statistics/multiplicity/adjust-p.js";
import { signFlipTest } from "../statistics/paired/sign-flip-test.js";
import type { Instruction } from "./define-ledger.js";

type Stated = Pick<PromptVersion["content"], "messages" | "partials">;

/** How the instructions of two versions differ, and how the candidate obeys them beside the baseline. */
export interface LedgerChange {
  /** What the baseline's texts say and the candidate's do not. */
  readonly drops: readonly Instruction[];
  readonly adds: readonly Instruction[];
  /** Instructions that are obeyed on more or fewer cases than before, those that changed most first. */
  readonly changes: readonly ComplianceChange[];
}

/** One instruction in the first answers of both versions to the same cases. */
export interface ComplianceChange extends Instruction {
  /** Pairs in which it applies to both answers. */
  readonly n: number;
  /** Obeyed by the candidate alone. */
  readonly gained: number;
  /** Obeyed by the baseline alone. */
  readonly lost: number;
  /** One-sided, of "obeyed no less often": exact, by cluster, before Holm's correction. */
  readonly p: number;
  /** Whether it is shown to be obeyed less often, with all instructions taken together. */
  readonly isLess: boolean;
}

interface DiffLedgerSettings {
  readonly instructions: readonly Instruction[];
  readonly candidate: Stated;
  readonly baseline: Stated;
  readonly results: readonly PairedCaseResult[];
  /** Of all instructions together. */
  readonly alpha: number;
}

/** What a version drops and adds of a ledger, by the words of its texts; and which instructions it obeys less often. */
export function diffLedger(settings: DiffLedgerSettings): LedgerChange {
  const { instructions, candidate, baseline, results, alpha } = settings;
  const now = findStated(instructions, candidate);
  const before = findStated(instructions, baseline);
  const compared = instructions.map((each) => compareCompliance(each, results));
  const adjusted = holm(compared.map(({ p }) => p));
  const changes = compared.map((each, at) => ({ ...each, isLess: (adjusted[at] ?? 1) <= alpha }));
  return {
    drops: before.filter((each) => !now.includes(each)),
    adds: now.filter((each) => !before.includes(each)),
    changes: changes
      .filter(({ gained, lost }) => gained + lost > 0)
      .toSorted((left, right) => right.lost - right.gained - (left.lost - left.gained)),
  };
}

/** The instructions whose words stand in a version's messages or partials. */
export function findStated(
  instructions: readonly Instruction[],
  { messages, partials = {} }: Stated,
): readonly Instruction[] {
  const texts = [...messages.map(({ template }) => template), ...Object.values(partials)];
  const folded = texts.map(foldText);
  return instructions.filter(({ text }) => folded.some((each) => each.includes(foldText(text))));
}

function foldText(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
}

function compareCompliance(
  instruction: Instruction,
  results: readonly PairedCaseResult[],
): Omit<ComplianceChange, "isLess"> {
  const pairs = results.flatMap(({ cluster, candidate, baseline }) => {
    const now = readObeyed(candidate[0], instruction.id);
    const before = readObeyed(baseline[0], instruction.id);
    return now === null || before === null
      ? []
      : [{ cluster, change: Number(now) - Number(before) }];
  });
  const changes = pairs.map(({ change }) => change);
  const clusters = pairs.map(({ cluster }) => cluster);
  return {
    ...instruction,
    n: pairs.length,
    gained: changes.filter((change) => change > 0).length,
    lost: changes.filter((change) => change < 0).length,
    p: signFlipTest(sumByCluster(changes, clusters)),
  };
}

/** Null where the answer says nothing of it. */
function readObeyed(trial: Trial | undefined, id: string): boolean | null {
  if (trial === undefined || !trial.success || trial.error !== null) return null;
  return trial.judgements.find(({ name }) => name === id)?.passed ?? null;
}
