import type { Eval, EvalSubject, JsonValue } from "@promptrail/core";
import { aboveZero, wholeFromZero } from "../../settings/field-rules.js";
import { show } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";

/** Holds where the call took at most so many milliseconds, all its attempts together. Throws `invalid_definition`. */
export function maxDuration(milliseconds: number, settings: CheckSettings = {}): Eval {
  requireSettings("maxDuration", settings, checkRules);
  requireLimit("maxDuration", milliseconds);
  return defineCheck({
    check: "max_duration",
    parameters: `${milliseconds} ms`,
    settings,
    judgesBy: { milliseconds },
    needsGroundTruth: false,
    evaluate: ({ durationMs }) => {
      const reason = `Took ${Math.round(durationMs)} ms; at most ${milliseconds} ms are allowed.`;
      return durationMs <= milliseconds ? pass(reason) : fail(reason);
    },
  });
}

/**
 * Holds where the call cost at most so many US dollars. A cost that is not known is an error of the eval: it is
 * neither low nor high. Throws `invalid_definition`.
 */
export function maxCost(dollars: number, settings: CheckSettings = {}): Eval {
  requireSettings("maxCost", settings, checkRules);
  requireLimit("maxCost", dollars);
  return defineCheck({
    check: "max_cost",
    parameters: `$${dollars}`,
    settings,
    judgesBy: { dollars },
    needsGroundTruth: false,
    evaluate: ({ cost }) => {
      if (cost === null) {
        throw new Error(
          "The cost of the answer is not known, because the vendor did not report its tokens, or the model has no prices. Remove maxCost, or use a model with prices.",
        );
      }
      const reason = `Cost $${cost}; at most $${dollars} are allowed.`;
      return cost <= dollars ? pass(reason) : fail(reason);
    },
  });
}

/** The most tokens of one answer, as its vendor counts them; at least one of them. */
export interface TokenLimits {
  /** Of the prompt, with what was read from or written to the vendor's cache. */
  readonly input?: number;
  /** Of the answer, with its reasoning. */
  readonly output?: number;
  /** Of both together. */
  readonly total?: number;
}

const kinds = ["input", "output", "total"] as const;

/**
 * Holds where the call used at most so many tokens. A count that is not known is an error of the eval.
 * Throws `invalid_definition`.
 */
export function maxTokens(limits: TokenLimits, settings: CheckSettings = {}): Eval {
  requireSettings("maxTokens", settings, checkRules);
  requireSettings("maxTokens", limits, {
    input: wholeFromZero,
    output: wholeFromZero,
    total: wholeFromZero,
  });
  const given = kinds.flatMap((kind) => {
    const limit = limits[kind];
    return limit === undefined ? [] : [{ kind, limit }];
  });
  if (given.length === 0) {
    refuseSettings("maxTokens", "has no limit. Give `input`, `output` or `total`.");
  }
  const judgesBy: Record<string, JsonValue> = Object.fromEntries(
    given.map(({ kind, limit }) => [kind, limit]),
  );
  return defineCheck({
    check: "max_tokens",
    parameters: given.map(({ kind, limit }) => `${kind} ${limit}`).join(", "),
    settings,
    judgesBy,
    needsGroundTruth: false,
    evaluate: ({ usage }) => {
      const counts = given.map((each) => ({ ...each, used: countTokens(usage, each.kind) }));
      const over = counts.filter(({ used, limit }) => used > limit);
      return over.length === 0
        ? pass(`${counts.map(({ kind, used }) => `${kind}: ${used}`).join(", ")} tokens.`)
        : fail(
            `${over.map(({ kind, used, limit }) => `${kind}: ${used} tokens, at most ${limit} are allowed`).join("; ")}.`,
          );
    },
  });
}

function countTokens(usage: EvalSubject["usage"], kind: (typeof kinds)[number]): number {
  const { input, output } = usage;
  const used = { input, output, total: input === null || output === null ? null : input + output };
  const count = used[kind];
  if (count !== null) return count;
  throw new Error(
    `The vendor did not report the ${kind} tokens of the answer, so they cannot be compared. Remove maxTokens, or use a vendor that reports them.`,
  );
}

function requireLimit(check: string, limit: number): void {
  if (!aboveZero.fits(limit)) {
    refuseSettings(check, `has the limit ${show(limit)}. Give ${aboveZero.takes}.`);
  }
}
