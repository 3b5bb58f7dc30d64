import type { PromptVersion } from "@promptrail/core";
import { findLockedFamily } from "@promptrail/core/lifecycle";
import type { Finding } from "../findings/finding.js";
import type { LockBase } from "../locks/lock-base.js";
import type { Retirement } from "./find-retirements.js";

/** A vendor announces a retirement months before: what is near is worth a line at each check. */
const noticeDays = 30;

/** What makes a model's retirement an error, and not a warning. */
export interface RetirementRule {
  /** Retired, or retired within so many days. Absent: never for the date alone. */
  readonly sunsetDays?: number | undefined;
  /** A version that the branch adds or activates is an error within 30 days; null: nothing is compared. */
  readonly base: LockBase | null;
}

/** Versions whose model is retired or will be soon. */
export function findRetirementFindings(
  retirements: readonly Retirement[],
  rule: RetirementRule,
): readonly Finding[] {
  return retirements.flatMap((retirement) => {
    if (Number.isNaN(retirement.daysLeft)) return [unreadable(retirement)];
    const reasons = findReasons(retirement, rule);
    if (retirement.daysLeft > noticeDays && reasons.length === 0) return [];
    return [toRetirementFinding(retirement, reasons)];
  });
}

/** Why it is an error; empty where it is a warning at most. */
function findReasons(
  { prompt, daysLeft }: Retirement,
  { sunsetDays, base }: RetirementRule,
): readonly string[] {
  const change = daysLeft > noticeDays || base === null ? null : describeChange(prompt, base);
  return [
    ...(change === null ? [] : [change]),
    ...(sunsetDays !== undefined && daysLeft <= sunsetDays
      ? [`the limit is ${sunsetDays} days`]
      : []),
  ];
}

function toRetirementFinding(retirement: Retirement, reasons: readonly string[]): Finding {
  const { prompt, daysLeft, provider, model, retiresAt } = retirement;
  return {
    severity: reasons.length > 0 ? "error" : "warning",
    code: daysLeft <= 0 ? "model_retired" : "model_retires",
    message: [describeRetirement(retirement), ...describeReasons(reasons), cure].join(" "),
    model: { prompt: prompt.key, provider, name: model, retiresAt },
  };
}

const cure = "Use another model in the next version.";

/** One sentence: which version, which model, which day. */
function describeRetirement({
  prompt: { key, status },
  provider,
  model,
  retiresAt,
  daysLeft,
}: Retirement): string {
  const named = `${key} (${status}) uses the model "${model}" of "${provider}"`;
  if (daysLeft <= 0) {
    return `${named}, which has been retired since ${retiresAt}: the vendor refuses calls of it, or answers them with another model.`;
  }
  return `${named}, which the vendor retires on ${retiresAt}, in ${daysLeft} ${daysLeft === 1 ? "day" : "days"}.`;
}

/** What the branch does with the version that the base has not; null where nothing. */
function describeChange(
  { family, version, status }: PromptVersion,
  { ref, lock }: LockBase,
): string | null {
  const before = findLockedFamily(lock, family)?.versions[version]?.status;
  if (before === undefined) return `${ref} does not have this version`;
  return status === "active" && before !== "active" ? `the version is not active in ${ref}` : null;
}

function describeReasons(reasons: readonly string[]): readonly string[] {
  return reasons.length === 0 ? [] : [`This is an error because ${reasons.join(", and ")}.`];
}

function unreadable({ provider, model, retiresAt }: Retirement): Finding {
  return {
    severity: "warning",
    code: "unreadable_date",
    message: `The provider "${provider}" names ${JSON.stringify(retiresAt)} as the day on which the model "${model}" is retired, which is not a date. Correct retiresAt in the provider's models: it is a day such as 2026-06-15.`,
  };
}
