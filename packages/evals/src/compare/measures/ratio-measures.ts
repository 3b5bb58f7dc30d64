import type { PairSide } from "../compared-pair.js";
import type { JudgedPair } from "../judge-pairs.js";
import type { MeasureDefinition, SideNumbers } from "./measure-definition.js";

/** What is compared by its ratio, of pairs in which both sides succeeded. Of a length neither is better. */
export const ratioMeasures: readonly MeasureDefinition[] = [
  define("length", "characters", ({ text }) => (text === null ? null : countCodePoints(text))),
  define("latency", "ms", ({ latencyMs }) => countWholeMs(latencyMs)),
  define("input_tokens", "tokens", ({ usage }) => usage.input),
  define("output_tokens", "tokens", ({ usage }) => usage.output),
  define("cost", "usd", ({ cost }) => cost),
];

function define(
  name: string,
  unit: MeasureDefinition["unit"],
  readSide: (side: PairSide) => number | null,
): MeasureDefinition {
  const better = name === "length" ? null : "lower";
  return { name, scale: "ratio", unit, better, read: (pair) => readSides(pair, readSide) };
}

/** Null where a side did not succeed, or has nothing to divide by: unknown, or 0. */
function readSides(
  { pair: { a, b } }: JudgedPair,
  readSide: (side: PairSide) => number | null,
): SideNumbers | null {
  if (!a.success || !b.success) return null;
  const [ofA, ofB] = [readSide(a), readSide(b)];
  return isAmount(ofA) && isAmount(ofB) ? { a: ofA, b: ofB } : null;
}

function isAmount(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value > 0;
}

/** Clocks tell whole milliseconds: what took less than one counts as one, for 0 has no ratio. */
function countWholeMs(latencyMs: number | null): number | null {
  return latencyMs === null ? null : Math.max(1, latencyMs);
}

/** Characters as Unicode counts them: an emoji may have several. */
function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
