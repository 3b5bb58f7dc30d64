import type { Eval } from "@promptrail/core";
import { showError } from "../../evals/number/numeric-settings.js";
import { estimateBiases, type SuiteBias } from "../../evals/number/suite-bias.js";
import type { SideCase } from "../../gate/summarise-side.js";

interface BiasSettings {
  /** The suite's. */
  readonly evals: readonly Eval[] | undefined;
  readonly sides: readonly { readonly title: string; readonly cases: readonly SideCase[] }[];
}

/** How far each version's numbers are too low or too high, over all cases; nothing where no eval is about it. */
export function formatBiases({ evals = [], sides }: BiasSettings): readonly string[] {
  return sides.flatMap(({ title, cases }) =>
    estimateBiases(evals, cases).map((bias) => formatBias(title, bias)),
  );
}

const directions = { low: "too low", high: "too high" } as const;

function formatBias(title: string, bias: SuiteBias): string {
  const { shortfall, excess, cases, shown } = bias;
  const [value, lower, upper] = [bias.bias, bias.lower, bias.upper].map((error) =>
    showSigned(error, bias.measure === "relative"),
  );
  const said = shown === null ? "no bias is shown" : directions[shown];
  return `Bias of ${title} by ${shortfall} and ${excess}: ${value} [${lower}, ${upper}] (95 %), ${cases} cases: ${said}`;
}

function showSigned(error: number, isRelative: boolean): string {
  const shown = showError(error, isRelative);
  return error <= 0 || /^0(?!\.)/.test(shown) ? shown : `+${shown}`;
}
