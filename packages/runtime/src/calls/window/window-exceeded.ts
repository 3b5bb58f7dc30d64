import { PromptrailError } from "@promptrail/core";
import type { CountedInput, Headroom } from "@promptrail/core/lifecycle";
import type { ServableVersion } from "../../catalog/servable-version.js";

/** Why a call may not fit a model's window, as a clause. */
export function describeExcess({ model, window, maxTokens, ...found }: Headroom): string {
  const { inputBound, foundBy, counted } = found;
  const room = `the ${format(window)} tokens of ${model}'s context window`;
  if (inputBound === null) {
    return `whether it fits ${room} is not known: it holds parts that are not text, and how many tokens its vendor counts for them is not known here`;
  }
  const input =
    counted === null
      ? `its input may have ${format(inputBound)} tokens by its bytes`
      : `its input has up to ${format(inputBound)} tokens (${format(counted.tokens)} by o200k, × ${round(counted.ratio)}${describeMedian(counted)})`;
  const unsure = foundBy === "bytes" ? ", and its tokens were not counted" : "";
  return `${input}, which with maxTokens ${format(maxTokens)} is more than ${room}${unsure}`;
}

/** Nothing is sent: no model that may answer has the room. */
export function windowExceeded(
  { key, content, family, version }: ServableVersion,
  left: readonly Headroom[],
): PromptrailError {
  const [own] = left;
  const others = left.slice(1).map((headroom) => ` And ${describeExcess(headroom)}.`);
  const reason = own === undefined ? "" : describeExcess(own);
  // What holds an image is as unknown of every other model, and however short the rest is.
  const cure =
    own?.inputBound === null
      ? 'With "refuse" each call with an image or a file is refused. Send only its text'
      : "Shorten the context or the turns, lower the version's maxTokens, give it a model or a fallback with a larger window";
  return new PromptrailError(
    "window_exceeded",
    `${key} was not sent: ${reason}.${others.join("")} ${cure}, or let such calls pass with contextWindow: "warn" for the family "${family}" in the config.`,
    {
      prompt: key,
      family,
      version,
      model: own?.model ?? content.model,
      window: own?.window ?? null,
      max_tokens: own?.maxTokens ?? null,
      input_bound: own?.inputBound ?? null,
      found_by: own?.foundBy ?? null,
    },
  );
}

/** What is most likely, beside what is at most. */
function describeMedian({ tokens, median }: CountedInput): string {
  return median === null ? "" : `; most likely ${format(Math.round(tokens * median))}`;
}

function format(tokens: number): string {
  return tokens.toLocaleString("en-US");
}

function round(ratio: number): string {
  return String(Math.round(ratio * 1_000) / 1_000);
}
