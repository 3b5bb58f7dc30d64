import { PromptrailError, type Suite } from "@promptrail/core";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";

/** @throws PromptrailError `request_invalid` for a version of which nobody knows what it costs. */
export function requirePrices<Version extends EvaluatedVersion>(
  { isPriced }: Pick<EvaluatePorts<Version>, "isPriced">,
  versions: readonly Version[],
): void {
  const unpriced = versions.find((version) => !isPriced(version));
  if (unpriced === undefined) return;
  throw new PromptrailError(
    "request_invalid",
    `What ${unpriced.key} costs cannot be told: its provider knows no prices of its model, so no limit of cost could be kept. Nothing was run. Give the provider the model's prices, or limit the number of cases instead.`,
    { version: unpriced.key },
  );
}

/** @throws PromptrailError `request_invalid` for a family without a suite. */
export function requireSuite(suites: ReadonlyMap<string, Suite>, family: string): Suite {
  const suite = suites.get(family);
  if (suite !== undefined) return suite;
  throw new PromptrailError(
    "request_invalid",
    `Family "${family}" has no suite, so there is nothing to run. Create one with defineSuite and add it to the config's suites.`,
    { family },
  );
}
