import type { TokenUsage } from "@promptrail/core";
import type { CountedInput, Headroom } from "@promptrail/core/lifecycle";

/** Of which inputs a ratio is learnt together: of a vendor's model, of one kind of content, with tools or without. */
interface RatioOf extends Pick<CountedInput, "kind" | "tools"> {
  readonly provider: string;
  readonly model: string;
}

/** What the keys of all kinds of input of a model begin with. */
export function toModelKey(provider: string, model: string): string {
  return `${provider}\n${model}\n`;
}

/** Under which a ratio is learnt; of an input that was not counted, under none that is found. */
export function toRatioKey(of: RatioOf | Headroom): string {
  const { kind, tools } = "counted" in of ? (of.counted ?? { kind: "", tools: "" }) : of;
  return `${toModelKey(of.provider, of.model)}${kind}\n${tools}`;
}

/** No tokenizer takes so few or so many for one token of o200k: the vendor counted something else. */
const least = 0.5;
const most = 10;

/**
 * How many tokens a vendor counted for one of ours; null where it said nothing, or nothing that can be: no input at all, less
 * than it says it read from its cache, or another amount by far.
 */
export function toRatio(headroom: Headroom | null, usage: TokenUsage): number | null {
  const { input, cacheRead, cacheWrite } = usage;
  const counted = headroom?.counted ?? null;
  if (counted === null || input === null || counted.tokens <= 0) return null;
  if (input < (cacheRead ?? 0) + (cacheWrite ?? 0)) return null;
  const ratio = input / counted.tokens;
  return ratio >= least && ratio <= most ? ratio : null;
}
