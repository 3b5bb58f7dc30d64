import type { TemplateLibrary } from "../library/template-library.js";
import type { TemplateLimits } from "../limits/template-limits.js";
import { iterate } from "../operations/iterate.js";
import { flatEntries, isMapping } from "../operations/mappings.js";
import { toText } from "../operations/to-text.js";
import { isTrue } from "../operations/truth.js";
import { type Keywords, Namespace } from "../values/callable-value.js";
import {
  admit,
  isContextMap,
  isPlainObject,
  RefusedValue,
  readOwn,
} from "../values/context-value.js";
import { Dict, UnhashableKey } from "../values/dict.js";
import { toFloat } from "../values/float-number.js";
import { RenderState, type Site } from "../values/render-state.js";
import { makeList, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { callMember } from "./call.js";
import { globalNames } from "./globals.js";
import { readItem, readMember, readSlice } from "./read-member.js";

const noKeywords: Keywords = new Map();

/** What generated code calls to read, print, test and build values. */
export abstract class ValueRuntime extends RenderState {
  readonly noKeywords = noKeywords;
  /** The first filter block whose value was no text. */
  private misprinted: { readonly type: string; readonly site: number } | null = null;

  private readonly context: object;
  protected readonly library: TemplateLibrary;

  constructor(
    context: object,
    library: TemplateLibrary,
    sites: readonly Site[],
    limits: TemplateLimits,
  ) {
    super(sites, limits);
    this.context = context;
    this.library = library;
  }

  /** A name of the context or a global; undefined where neither has it. */
  name(name: string, site: number): unknown {
    const { context } = this;
    const value = isContextMap(context) ? admit(context.get(name)) : readOwn(context, name);
    if (value === undefined) return globalNames.get(name) ?? this.library.functions.get(name);
    return typeof value === "string" ? value : this.accept(value, site);
  }

  member(target: unknown, name: string, site: number): unknown {
    if (typeof target === "object" && target !== null && isPlainObject(target)) {
      const value = readOwn(target, name);
      if (typeof value === "string") return value;
      if (value !== undefined) {
        return value instanceof RefusedValue ? this.accept(value, site) : value;
      }
    }
    this.site = site;
    return readMember(this, target, name, site);
  }

  override follow(target: unknown, step: string | number, item: boolean): unknown {
    if (item) return readItem(this, target, step, undefined);
    return readMember(this, target, String(step), null);
  }

  item(target: unknown, index: unknown, site: number, computed: boolean): unknown {
    this.site = site;
    return readItem(this, target, index, computed ? index : undefined);
  }

  slice(target: unknown, start: unknown, stop: unknown, step: unknown, site: number): unknown {
    this.site = site;
    return readSlice(this, target, start, stop, step);
  }

  setMember(target: unknown, name: string, value: unknown, site: number): void {
    if (target instanceof UndefinedValue) this.raise(target);
    if (!(target instanceof Namespace))
      this.fail("type", "only a namespace's members can be set", site);
    target.members.set(name, value);
  }

  text(value: unknown, site: number): string {
    if (typeof value === "string") return value;
    this.site = site;
    return toText(this, value);
  }

  /** What a filter block prints. Jinja2 takes only a text, and finds out when all has been rendered. */
  blockText(value: unknown, site: number): string {
    if (typeof value === "string") return value;
    if (value instanceof UndefinedValue) this.raise(value);
    this.misprinted ??= { type: typeName(value), site };
    return "";
  }

  /** The rendered text, once nothing is found against it. */
  finish(text: string): string {
    if (this.misprinted !== null) {
      const { type, site } = this.misprinted;
      const reason = `a filter block must give a text, got '${type}'; add '| string'`;
      this.fail("type", reason, site);
    }
    if (text.length > this.limits.outputSize) this.exceeded(0);
    return text;
  }

  present(value: unknown): unknown {
    return value instanceof UndefinedValue ? this.raise(value) : value;
  }

  truth(value: unknown, site: number): boolean {
    if (typeof value === "boolean") return value;
    this.site = site;
    return isTrue(this, value);
  }

  made(text: string, site: number): string {
    this.site = site;
    this.charge(text.length);
    return text;
  }

  concat(parts: readonly unknown[], site: number): string {
    this.site = site;
    const texts = parts.map((part) => toText(this, part));
    this.charge(texts.reduce((sum, text) => sum + text.length, 0));
    return texts.join("");
  }

  iterate(value: unknown, site: number): readonly unknown[] {
    this.site = site;
    return iterate(this, value);
  }

  /** Keys and values of `value.items()`, alternating. */
  pairs(value: unknown, site: number): readonly unknown[] {
    this.site = site;
    if (isMapping(value)) return flatEntries(this, value, site);
    const pairs = iterate(this, callMember(this, value, "items", [], noKeywords));
    return pairs.flatMap((pair) => this.unpack(pair, 2, site));
  }

  unpack(value: unknown, count: number, site: number): readonly unknown[] {
    this.site = site;
    if (value instanceof UndefinedValue) this.raise(value);
    const items = value instanceof Tuple ? value.items : iterate(this, value);
    if (items.length > count) this.fail("value", `too many values to unpack (expected ${count})`);
    if (items.length < count) {
      this.fail("value", `not enough values to unpack (expected ${count}, got ${items.length})`);
    }
    return items;
  }

  list(items: unknown[]): unknown[] {
    return makeList(items);
  }

  tuple(items: unknown[]): Tuple {
    return new Tuple(items);
  }

  dict(flat: readonly unknown[], site: number): Dict {
    this.site = site;
    const dict = new Dict();
    return this.hashing(() => {
      for (let index = 0; index < flat.length; index += 2)
        dict.set(this, flat[index], flat[index + 1]);
      return dict;
    });
  }

  float(value: number): unknown {
    return toFloat(value);
  }

  /** The value of an inline if whose condition is false and that has no else: it prints as nothing. */
  noElse(site: number): UndefinedValue {
    const { line, column } = this.sites[site] ?? { line: 1, column: 1 };
    return new UndefinedValue("the inline if has no else", { line, column }, true);
  }

  protected hashing<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      return this.refuseKey(error);
    }
  }

  protected refuseKey(error: unknown): never {
    if (!(error instanceof UnhashableKey)) throw error;
    if (error.key instanceof UndefinedValue) this.raise(error.key);
    return this.fail("type", `unhashable type: '${typeName(error.key)}'`);
  }
}
