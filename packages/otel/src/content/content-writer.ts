import type { JsonValue } from "@promptrail/core";
import type { ContentRedactor } from "./content-redactor.js";

/** What the span of one call holds of its content, in UTF-16 units. */
export const mostContent = 131_072;

/** Writes the content of one call: redacted, and together no longer than `mostContent`. */
export interface ContentWriter {
  text(text: string): string;
  /** As it is, or the begin of its text where that is too long. */
  json(value: JsonValue): JsonValue;
}

const cutMark = "…";

/** What is redacted is cut afterwards: half a secret is none that a detector knows. */
export function createContentWriter(redact: ContentRedactor): ContentWriter {
  let left = mostContent;
  /** Null where there is room for all of it. */
  const cut = (text: string): string | null => {
    const room = left;
    left = Math.max(0, room - text.length);
    return text.length <= room ? null : `${text.slice(0, room).toWellFormed()}${cutMark}`;
  };
  return {
    text: (text) => {
      if (left === 0) return cutMark;
      const { value } = redact.redactText(text);
      return cut(value) ?? value;
    },
    json: (given) => {
      if (left === 0) return cutMark;
      const { value } = redact.redactValue(given);
      return cut(JSON.stringify(value)) ?? value;
    },
  };
}
