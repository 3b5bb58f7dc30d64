import type { TemplateSettings } from "@promptrail/core";
import { TemplateError } from "@promptrail/core/errors";
import { didYouMean } from "../limits/did-you-mean.js";
import type { TemplateLimits } from "../limits/template-limits.js";
import { type Position, syntaxError } from "./syntax-error.js";

/** What is read: its text, and the number that its first line has among the lines of all sources. */
export interface SourceText {
  readonly text: string;
  readonly firstLine: number;
}

interface SourceSettings {
  readonly partials: Readonly<Record<string, string>>;
  readonly settings: TemplateSettings;
  readonly limits: TemplateLimits;
}

/** Partials inside of partials. */
const deepest = 10;

/**
 * A template and the partials that it includes, as one run of lines: a place in any of them is a line and a
 * column, and `locate` tells which of them it is in. They share the limits of one template.
 */
export class TemplateSources {
  readonly settings: TemplateSettings;
  readonly limits: TemplateLimits;
  readonly main: SourceText;
  private readonly partials: ReadonlyMap<string, string>;
  /** The first line of each partial that is included, in rising order. */
  private readonly firstLines = new Map<string, number>();
  private readonly open: string[] = [];
  private nextLine: number;
  private size: number;

  /** Throws TemplateError of kind `limit` for a text that is too long. */
  constructor(main: string, { partials, settings, limits }: SourceSettings) {
    this.settings = settings;
    this.limits = limits;
    this.partials = new Map(Object.entries(partials));
    this.main = { text: main, firstLine: 1 };
    this.nextLine = 1 + countLines(main);
    this.size = main.length;
    if (this.size <= limits.templateSize) return;
    throw new TemplateError({
      kind: "limit",
      reason: `the template has ${this.size} characters; the limit is ${limits.templateSize}`,
    });
  }

  /** The names of the partials that were included so far. */
  get included(): readonly string[] {
    return [...this.firstLines.keys()];
  }

  /** Runs `read` with a partial's text. Each inclusion counts towards the size anew. */
  include<Result>(name: string, position: Position, read: (source: SourceText) => Result): Result {
    const text = this.partials.get(name);
    if (text === undefined) {
      const cure = didYouMean(name, this.partials.keys());
      const known = cure === "" ? "; list it in the version's partials" : cure;
      throw syntaxError(`no partial named '${name}'${known}`, position);
    }
    this.requireRoom(name, text, position);
    this.open.push(name);
    const result = read({ text, firstLine: this.firstLineOf(name, text) });
    this.open.pop();
    return result;
  }

  /** Where a line is: in a partial, or in the template itself. */
  locate(line: number): { readonly line: number; readonly partial: string | undefined } {
    let found: { line: number; partial: string | undefined } = { line, partial: undefined };
    for (const [partial, first] of this.firstLines) {
      if (first > line) break;
      found = { line: line - first + 1, partial };
    }
    return found;
  }

  /** The same, told of the partial that it is in. */
  place<Placed extends Position>(placed: Placed): Placed & { readonly partial?: string } {
    const { line, partial } = this.locate(placed.line);
    return partial === undefined ? placed : { ...placed, line, partial };
  }

  private requireRoom(name: string, text: string, position: Position): void {
    if (this.open.includes(name)) {
      const way = [...this.open.slice(this.open.indexOf(name)), name].join("' → '");
      throw syntaxError(`the partial '${name}' includes itself: '${way}'`, position);
    }
    this.size += text.length;
    const reason =
      this.open.length >= deepest
        ? `partials are included more than ${deepest} levels deep`
        : this.size > this.limits.templateSize
          ? `the template and what it includes have more than ${this.limits.templateSize} characters`
          : null;
    if (reason === null) return;
    throw new TemplateError({
      kind: "limit",
      reason,
      line: position.line,
      column: position.column,
    });
  }

  private firstLineOf(name: string, text: string): number {
    const known = this.firstLines.get(name);
    if (known !== undefined) return known;
    const first = this.nextLine;
    this.firstLines.set(name, first);
    this.nextLine += countLines(text);
    return first;
  }
}

/** Whatever ends a line in either system, and one more for the end of the text. */
function countLines(text: string): number {
  return text.split(/\r\n?|\n/u).length + 1;
}
