import type { Eval, EvalCall, EvalResult, EvalSubject, JsonValue } from "@promptrail/core";
import { defineEval } from "../../suite/define-eval.js";
import { withSettings } from "../../suite/settings-of-eval.js";
import { type CheckSettings, raiseVersion } from "./check-settings.js";

interface CheckDefinition<Context, GroundTruth> {
  /** `starts_with`: with its parameters it is the eval's name, where the user gives none. */
  readonly check: string;
  /** Those that tell two of them apart in a report; cut where they are long. */
  readonly parameters?: string;
  /** The user's: all but those of every built-in eval are left alone. */
  readonly settings: CheckSettings;
  /** From 1; a release that judges differently raises it. */
  readonly generation?: number;
  /** All that decides how it judges. */
  readonly judgesBy: Readonly<Record<string, JsonValue>>;
  /**
   * True for an eval of before whose name tells all its parameters: only under a name of the user's they join the suite
   * hash beside it, so that the hash of no other suite moved.
   */
  readonly isToldByName?: boolean;
  readonly needsGroundTruth: boolean;
  /** The model that it embeds with. Default: none. */
  readonly embeds?: { readonly provider: string; readonly model: string };
  evaluate(
    subject: EvalSubject<Context, GroundTruth, unknown>,
    call: EvalCall,
  ): EvalResult | null | Promise<EvalResult | null>;
}

const longestParameters = 60;

/** A built-in eval, whose settings are part of the suite hash. Throws `invalid_definition`. */
export function defineCheck<Context = unknown, GroundTruth = unknown>(
  definition: CheckDefinition<Context, GroundTruth>,
): Eval<Context, GroundTruth> {
  const { check, parameters = "", settings, generation = 1, judgesBy } = definition;
  const { needsGroundTruth, isToldByName = false, embeds } = definition;
  const { name, version, mustPass, weight, timeoutMs } = settings;
  const given = Object.fromEntries(
    Object.entries({ mustPass, weight, timeoutMs, embeds }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const defined = defineEval<Context, GroundTruth, unknown>({
    ...given,
    name: name ?? nameOf(check, parameters, isToldByName),
    version: raiseVersion(version === undefined ? {} : { version }, generation),
    needsGroundTruth,
    evaluate: (subject, call) => definition.evaluate(subject, call),
  });
  const isTold = isToldByName && name === undefined;
  return isTold ? defined : withSettings(defined, { check, ...judgesBy });
}

function nameOf(check: string, parameters: string, isWhole: boolean): string {
  if (parameters === "") return check;
  const signs = [...parameters];
  const isLong = !isWhole && signs.length > longestParameters;
  return `${check}(${isLong ? `${signs.slice(0, longestParameters).join("")}…` : parameters})`;
}
