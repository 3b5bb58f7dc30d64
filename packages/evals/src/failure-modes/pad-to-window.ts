import { PromptrailError } from "@promptrail/core";
import type { CaseSettings } from "../datasets/cases.js";
import {
  aboveZero,
  code,
  fromZero,
  list as listRule,
  number,
  text,
} from "../settings/field-rules.js";
import {
  requireFields,
  type SettingRule,
  type SettingRules,
  show,
} from "../settings/require-fields.js";

/** Text that stands before and after what a case is about. */
export interface WindowPadding {
  readonly before: string;
  readonly after: string;
}

export interface PadToWindowSettings<Context> {
  /** Tokens of input and answer together that the model takes. */
  readonly window: number;
  /** Tokens that the prompt takes without padding, its messages and the longest case. Default: 500. */
  readonly taken?: number | undefined;
  /** How much of the window the input fills, each above 0 and at most 1. Default: 0.25, 0.5, 0.75 and 0.95. */
  readonly fills?: readonly number[] | undefined;
  /** Which share of the padding stands before the case, each from 0 to 1. Default: 0, 0.5 and 1. */
  readonly positions?: readonly number[] | undefined;
  /** What it is padded with, again and again: text as the prompt's callers send it. Default: plain English about nothing. */
  readonly filler?: string | undefined;
  /** Default: a token for each four characters, which is near for English and too few for most other languages. */
  readonly countTokens?: ((text: string) => number) | undefined;
  /** The context with the padding where a caller's own text would grow: a history, a document, notes. */
  readonly place: (context: Context, padding: WindowPadding) => Context;
}

const shares: SettingRule = {
  takes: "a list of numbers",
  fits: (value) => Array.isArray(value) && value.every(number.fits),
};

const rules: SettingRules<PadToWindowSettings<object>> = {
  window: aboveZero,
  taken: fromZero,
  fills: shares,
  positions: shares,
  filler: text,
  countTokens: code,
  place: code,
};

const usualFiller =
  "The meeting went on as planned, and all questions were answered. The next one is in a week, at the same hour and in the same room. ";

/**
 * Each case again and again, with the input grown to shares of the model's window, and the case at the end, in the middle and at the start
 * of it: what an answer loses as the prompt grows, and where. Tags `fill:75%`, `before:50%` and `fill:75% before:50%` are slices; the cases
 * of one origin are one cluster. An answer that the window cut has the outcome `truncated` or `context_exceeded`, and passes nothing.
 *
 * @throws PromptrailError `request_invalid` for settings that do not fit, a window that the prompt alone fills, and shares that are none.
 */
export function padToWindow<Context extends object, GroundTruth>(
  list: readonly CaseSettings<Context, GroundTruth>[],
  settings: PadToWindowSettings<Context>,
): readonly CaseSettings<Context, GroundTruth>[] {
  if (!listRule.fits(list))
    throw refused(`padToWindow has ${show(list)} as its cases. Give a list.`);
  requireFields(settings, {
    rules,
    required: ["window", "place"],
    refuse: (reason) => {
      throw refused(`padToWindow ${reason}`);
    },
  });
  const {
    window,
    taken = 500,
    fills = [0.25, 0.5, 0.75, 0.95],
    positions = [0, 0.5, 1],
  } = settings;
  const { place, filler = usualFiller, countTokens = countByLength } = settings;
  requireShares("fills", fills, (share) => share > 0);
  requireShares("positions", positions, (share) => share >= 0);
  if (!(taken < window * Math.min(...fills))) {
    throw refused(
      `The prompt takes ${taken} of ${window} tokens, which is more than the smallest fill. Raise \`fills\`, or lower \`taken\`.`,
    );
  }
  const perFiller = countTokens(filler);
  if (!(perFiller > 0)) throw refused("The filler has no tokens. Give it some text.");
  return list.flatMap((each) =>
    fills.flatMap((fill) =>
      positions.map((position) => {
        const repeats = Math.floor((window * fill - taken) / perFiller);
        const ahead = Math.round(repeats * position);
        const padding = { before: filler.repeat(ahead), after: filler.repeat(repeats - ahead) };
        const tags = [`fill:${toPercent(fill)}`, `before:${toPercent(position)}`];
        return {
          ...each,
          id: `${each.id} ${tags.join(" ")}`,
          context: place(each.context, padding),
          tags: [...(each.tags ?? []), ...tags, tags.join(" ")],
          cluster: each.cluster ?? each.id,
        };
      }),
    ),
  );
}

function countByLength(text: string): number {
  return text.length / 4;
}

function toPercent(share: number): string {
  return `${Math.round(share * 1_000) / 10}%`;
}

function requireShares(
  name: string,
  shares: readonly number[],
  isAbove: (share: number) => boolean,
): void {
  const wrong = shares.find((share) => !(isAbove(share) && share <= 1));
  if (shares.length > 0 && wrong === undefined) return;
  throw refused(
    `padToWindow needs shares up to 1 as \`${name}\`, not ${wrong ?? "an empty list"}.`,
  );
}

function refused(message: string): PromptrailError {
  return new PromptrailError("request_invalid", message);
}
