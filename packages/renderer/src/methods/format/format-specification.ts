import { textLength } from "../../values/code-points.js";
import type { RenderState } from "../../values/render-state.js";

const pattern =
  /^(?:([\s\S])?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/u;

/** A parsed `[[fill]align][sign][#][0][width][grouping][.precision][type]`. */
export interface FormatSpecification {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string | undefined;
  readonly alternate: boolean;
  /** `0` before the width: fills with zeros after the sign, unless an alignment is given. */
  readonly zero: boolean;
  readonly width: number;
  readonly separator: string | undefined;
  readonly precision: number | undefined;
  readonly type: string | undefined;
}

/** Reads Python's format specification and refuses what it refuses for any value. */
export function parseSpecification(state: RenderState, spec: string): FormatSpecification {
  const found = pattern.exec(spec);
  if (!found) return state.fail("value", "invalid format specifier");
  const [, fill, align, sign, alternate, zero, width, separator, precision, type] = found;
  const parsed: FormatSpecification = {
    fill: fill ?? (zero ? "0" : " "),
    align,
    sign,
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width ?? 0),
    separator,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
  state.checkWidth(parsed.width);
  checkPrecision(state, parsed.precision);
  const grouped = separator === "_" ? "deEfFgG%boxX" : "deEfFgG%";
  if (separator !== undefined && type !== undefined && !grouped.includes(type)) {
    return state.fail("value", `cannot specify '${separator}' with '${type}'`);
  }
  return parsed;
}

export function checkPrecision(state: RenderState, precision: number | undefined): void {
  if (precision !== undefined && precision > state.limits.precision) {
    state.fail("limit", `a precision is above ${state.limits.precision}`);
  }
}

/** Places a text in its field; `=` is for numbers, which place their sign themselves. */
export function alignText(
  text: string,
  { fill, width }: FormatSpecification,
  side: string,
): string {
  const gap = Math.max(0, width - textLength(text));
  if (side === "<") return text + fill.repeat(gap);
  if (side !== "^") return fill.repeat(gap) + text;
  const left = Math.floor(gap / 2);
  return fill.repeat(left) + text + fill.repeat(gap - left);
}
