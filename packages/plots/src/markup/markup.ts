import { escapeMarkup } from "./escape-markup.js";

/** Text that is markup already: what was put into it is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text and numbers are escaped, markup is taken as it is, null is nothing. */
export type MarkupPart = string | number | Markup | null | readonly MarkupPart[];

/**
 * SVG or HTML from a template: `` markup`<p title="${title}">${text}</p>` ``. Every part that is no markup itself is escaped, in text
 * and in quoted attributes alike, so that no value can end its element or its attribute.
 */
export function markup(texts: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return new Markup(texts.map((text, at) => text + toText(parts[at] ?? null)).join(""));
}

function toText(part: MarkupPart): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escapeMarkup(part);
  if (typeof part === "number") return toNumberText(part);
  return part.map(toText).join("");
}

/** Of coordinates: two decimals are less than a device's pixel. */
function toNumberText(value: number): string {
  if (!Number.isFinite(value))
    throw new TypeError(`A place in markup is a finite number, and ${value} is none.`);
  return String(Math.round(value * 100) / 100 + 0);
}
