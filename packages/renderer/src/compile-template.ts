import type { TemplateFilter, TemplateFunction, TemplateSettings } from "@promptrail/core";
import { TemplateError } from "@promptrail/core/errors";
import type { CompiledTemplate } from "@promptrail/core/lifecycle";
import { findVariables } from "./analysis/find-variables.js";
import { loadRoot, type RootFunction } from "./codegen/load-root.js";
import { TemplateCompiler } from "./codegen/template-compiler.js";
import { currencyFilter } from "./currency-filter.js";
import { createLibrary } from "./filters/create-library.js";
import type { TemplateLibrary } from "./library/template-library.js";
import { defaultLimits, type TemplateLimits } from "./limits/template-limits.js";
import { Runtime } from "./runtime/runtime.js";
import { SurrogateRuntime } from "./runtime/surrogate-runtime.js";
import type { Root } from "./syntax/ast.js";
import { TemplateParser } from "./syntax/template-parser.js";
import { TemplateSources } from "./syntax/template-sources.js";
import { toContext } from "./values/context-value.js";
import type { Site } from "./values/render-state.js";
import { verifyEngine } from "./verify-engine.js";

export interface CompileSettings {
  /** The team's own filters; `currency` is there in any case. */
  readonly filters?: readonly TemplateFilter[] | undefined;
  /** The team's own functions, made by `defineFunction`. */
  readonly functions?: readonly TemplateFunction[] | undefined;
  /** The texts that `{% include "name" %}` puts in, by name. */
  readonly partials?: Readonly<Record<string, string>> | undefined;
  /** How white space around tags is read. */
  readonly settings?: TemplateSettings | undefined;
  /** Names the template in error messages: `product_description_v2 user`. */
  readonly name?: string;
  readonly limits?: Partial<TemplateLimits>;
}

interface CompiledSource {
  readonly root: RootFunction;
  readonly sites: readonly Site[];
  readonly tree: Root;
  readonly filters: readonly string[];
  readonly functions: readonly string[];
}

/**
 * Compiles a template of the prompt profile: Jinja2 with StrictUndefined, as far as prompts need it.
 * Throws TemplateError (`syntax`, `limit`) with line and column. `render` throws TemplateError only.
 */
export function compileTemplate(source: string, settings: CompileSettings = {}): CompiledTemplate {
  const { tree: _tree, render, ...rest } = prepareTemplate(source, settings);
  return {
    ...rest,
    render: (context) => render(context),
    renderAsync: async (context) => render(context),
  };
}

/** A compiled template, and what only this package asks of it. */
export interface PreparedTemplate extends Omit<CompiledTemplate, "renderAsync"> {
  readonly render: (context: unknown, share?: number) => string;
  readonly tree: Root;
}

/** Throws what `compileTemplate` throws. `render` takes the part of the limits that it may use. */
export function prepareTemplate(source: string, settings: CompileSettings): PreparedTemplate {
  verifyEngine(compileVerified);
  return compileVerified(source, settings);
}

function compileVerified(source: string, settings: CompileSettings = {}): PreparedTemplate {
  const limits = { ...defaultLimits, ...settings.limits };
  const own = withCurrency(settings.filters ?? []);
  const { name, partials = {}, settings: spacing = {} } = settings;
  const sources = readSources(source, { partials, settings: spacing, limits }, name);
  const place: Place = { name, sources };
  return named(place, () => {
    const library = createLibrary(own, settings.functions ?? []);
    const { root, sites, tree, filters, functions } = compileSource(sources, library);
    const { variables, notes } = findVariables(tree, library);
    return {
      tree,
      variables: variables.map((variable) => ({
        ...variable,
        reads: variable.reads.map((read) => sources.place(read)),
      })),
      notes: notes.map((note) => sources.place(note)),
      filters: filters.filter((used) => own.some((filter) => filter.name === used)),
      functions,
      partials: sources.included,
      render: (context, share = 1) =>
        named(place, () => {
          const values = toContext(context);
          const granted = share === 1 ? limits : shareOf(limits, share);
          const text = root(null, null, null, new Runtime(values, library, sites, granted), null);
          if (text.isWellFormed()) return text;
          const finder = new SurrogateRuntime(values, library, sites, granted);
          return root(null, null, null, finder, null);
        }),
    };
  });
}

/** Less of what takes time. */
function shareOf(limits: TemplateLimits, share: number): TemplateLimits {
  const { loopSteps, builtTotal } = limits;
  return { ...limits, loopSteps: loopSteps * share, builtTotal: builtTotal * share };
}

function withCurrency(filters: readonly TemplateFilter[]): readonly TemplateFilter[] {
  const replaced = filters.some((filter) => filter.name === currencyFilter.name);
  return replaced ? filters : [...filters, currencyFilter];
}

function compileSource(sources: TemplateSources, library: TemplateLibrary): CompiledSource {
  const tree = new TemplateParser(sources.main, sources).parseTemplate();
  const compiler = new TemplateCompiler(library);
  const code = compiler.compileTemplate(tree);
  const root = loadRoot(code);
  const { sites, usedFilters, usedFunctions } = compiler;
  return { root, sites, tree, filters: [...usedFilters], functions: [...usedFunctions] };
}

/** What errors say of where they are. */
interface Place {
  readonly name: string | undefined;
  readonly sources: TemplateSources | null;
}

function readSources(
  source: string,
  settings: ConstructorParameters<typeof TemplateSources>[1],
  name: string | undefined,
): TemplateSources {
  return named({ name, sources: null }, () => new TemplateSources(source, settings));
}

/** Runs, tells errors of their place, and turns an exhausted stack or text into a `limit` error. */
function named<Result>({ name, sources }: Place, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) {
      const reason = "the template is nested too deeply, or its text is too long for this process";
      throw new TemplateError({ kind: "limit", reason, template: name });
    }
    throw error instanceof TemplateError ? error.with(placeOf(error, name, sources)) : error;
  }
}

function placeOf(
  { line }: TemplateError,
  template: string | undefined,
  sources: TemplateSources | null,
): Parameters<TemplateError["with"]>[0] {
  return line === undefined || sources === null
    ? { template }
    : { template, ...sources.locate(line) };
}
