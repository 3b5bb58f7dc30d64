import type { TemplateErrorKind } from "@promptrail/core";
import { TemplateError } from "@promptrail/core/errors";
import type { TemplateLimits } from "../limits/template-limits.js";
import { RefusedValue } from "./context-value.js";
import { formatPath, formatStep, type PathTemplate } from "./path-template.js";
import { type ReadSite, UndefinedValue } from "./undefined-value.js";

/** A place of the template that generated code refers to by number. */
export interface Site {
  readonly line: number;
  readonly column: number;
  /** The path as written, where the place reads one. */
  readonly path?: string | undefined;
  /** The same path with room for loop positions. */
  readonly concrete?: PathTemplate | undefined;
}

/** What one render knows and has spent. */
export abstract class RenderState {
  /** The place whose filter, test or call is running. */
  site = 0;
  /** Loop iterations left. */
  steps: number;
  /** The current position of each loop, for paths in errors. */
  readonly slots: unknown[] = [];
  protected depth = 0;
  /** What was read and made so far: characters, items and operations. */
  spent = 0;

  readonly sites: readonly Site[];
  readonly limits: TemplateLimits;

  constructor(sites: readonly Site[], limits: TemplateLimits) {
    this.sites = sites;
    this.limits = limits;
    this.steps = limits.loopSteps;
  }

  /** Reads a member, or an item where `item` says so; an absent one comes back as an UndefinedValue. */
  abstract follow(target: unknown, step: string | number, item: boolean): unknown;

  fail(kind: TemplateErrorKind, reason: string, site: number = this.site): never {
    const { line, column } = this.siteAt(site);
    throw new TemplateError({ kind, reason, line, column });
  }

  /** Raises the error of an absent value at the place where it was read. */
  raise(value: UndefinedValue): never {
    throw new TemplateError({ kind: "undefined", reason: value.reason, ...value.site });
  }

  /** An absent value that was read at `site`, or by what is running now where it is null: then `reason` names it. */
  missing(site: number | null, reason?: string, step?: unknown): UndefinedValue {
    const { line, column } = this.siteAt(this.site);
    const place: ReadSite = site === null ? { line, column } : this.readSite(site, step);
    return new UndefinedValue(
      place.path === undefined
        ? (reason ?? "this value is undefined")
        : `'${place.path}' is undefined`,
      place,
    );
  }

  /** Passes an admitted value on, and raises the error of a refused one. */
  accept(value: unknown, site: number, step?: unknown): unknown {
    if (!(value instanceof RefusedValue)) return value;
    const place = this.readSite(site, step);
    const name = place.path === undefined ? "a value of the context" : `'${place.path}'`;
    throw new TemplateError({ kind: value.kind, reason: `${name} ${value.reason}`, ...place });
  }

  /** Accounts for a value of `size` characters or items before it is built. */
  charge(size: number): void {
    this.checkSize(size);
    this.spend(size);
  }

  /** Refuses a value of more characters or items than one may have. */
  checkSize(size: number): void {
    const { valueSize } = this.limits;
    if (size <= valueSize) return;
    this.fail("limit", `a value would have more than ${valueSize} characters or items`);
  }

  /** Accounts for reading or changing what is there already. */
  spend(size: number): void {
    this.spent += size;
    if (this.spent > this.limits.builtTotal) this.exceeded(this.site);
  }

  /** Accounts for looking through a text, which is far cheaper than making one, but not free. */
  scan(length: number): void {
    this.spend(length / 16);
  }

  /** Accounts for one more turn of a loop, with the operations of its body. */
  step(operations: number, site: number): void {
    this.steps -= 1;
    this.spent += operations;
    if (this.steps < 0 || this.spent > this.limits.builtTotal) this.exceeded(site);
  }

  /** The same for a call of a macro or of a recursive loop. */
  countCall(operations: number): void {
    if (this.steps <= 0) {
      const { loopSteps } = this.limits;
      this.fail("limit", `template ran more than ${loopSteps} loop steps and calls of macros`);
    }
    this.step(operations, this.site);
  }

  exceeded(site: number): never {
    const { loopSteps, builtTotal, outputSize } = this.limits;
    if (this.steps < 0) {
      this.fail("limit", `template ran more than ${loopSteps} loop steps`, site);
    }
    if (this.spent > builtTotal) {
      const what = "characters, items and operations";
      this.fail("limit", `template reads and makes more than ${builtTotal} ${what}`, site);
    }
    return this.fail("limit", `the text would have more than ${outputSize} characters`, site);
  }

  /** Refuses paddings and field widths beyond the limit. */
  checkWidth(width: number): void {
    if (Math.abs(width) > this.limits.width) {
      this.fail("limit", `a width is above ${this.limits.width}`);
    }
  }

  /** Runs a macro or a recursive loop one level deeper. */
  deeper<Result>(run: () => Result): Result {
    this.depth += 1;
    if (this.depth > this.limits.callDepth) {
      this.fail(
        "limit",
        `macros or recursive loops are nested more than ${this.limits.callDepth} deep`,
      );
    }
    const result = run();
    this.depth -= 1;
    return result;
  }

  private siteAt(site: number): Site {
    return this.sites[site] ?? { line: 1, column: 1 };
  }

  private readSite(site: number, step?: unknown): ReadSite {
    const { line, column, path, concrete } = this.siteAt(site);
    if (path === undefined) return { line, column };
    const start = concrete === undefined ? path : formatPath(concrete, this.slots);
    // An index that is known only now closes the path.
    return {
      line,
      column,
      path,
      concretePath: step === undefined ? start : start + formatStep(step),
    };
  }
}
