import type { JsonValue } from "@promptrail/core";
import type { Redactor } from "@promptrail/core/privacy";

/** What the span of one call holds of its content, in UTF-16 units: redaction takes its time from the call. */
export const mostContent = 65_536;

/**
 * So much of a text's end is read and not told where the text is cut: half a secret is none that a detector knows.
 * Longer than a private key of 4,096 bits, which has 3,272 characters.
 */
export const margin = 4_096;

const cutMark = "…";

/** Writes the content of one call: redacted, and together no longer than `mostContent`. */
export interface ContentWriter {
  /** Cut where there is no more room. */
  text(text: string): string;
  /** Left out as a whole where there is no room for it. */
  json(value: JsonValue): JsonValue;
}

export function createContentWriter(redact: Redactor): ContentWriter {
  let left = mostContent;
  return {
    text: (text) => {
      if (left === 0) return cutMark;
      const isCut = text.length > left + margin;
      const { value } = redact.redactText(isCut ? text.slice(0, left + margin) : text);
      const end = Math.min(left, isCut ? Math.max(0, value.length - margin) : value.length);
      left -= end;
      return end === value.length ? value : `${value.slice(0, end).toWellFormed()}${cutMark}`;
    },
    json: (given) => {
      if (JSON.stringify(given).length > left) return cutMark;
      const { value } = redact.redactValue(given);
      left = Math.max(0, left - JSON.stringify(value).length);
      return value;
    },
  };
}
