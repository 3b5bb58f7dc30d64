import type { TemplateFilter } from "@promptrail/core";
import type { CompiledTemplate } from "@promptrail/core/lifecycle";
import { TemplateError } from "@promptrail/core/portable";
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
import { toContext } from "./values/context-value.js";
import type { Site } from "./values/render-state.js";
import { verifyEngine } from "./verify-engine.js";

export interface CompileSettings {
  /** The team's own filters; `currency` is there in any case. */
  readonly filters?: readonly TemplateFilter[];
  /** Names the template in error messages: `product_description_v2 user`. */
  readonly name?: string;
  readonly limits?: Partial<TemplateLimits>;
}

interface CompiledSource {
  readonly root: RootFunction;
  readonly sites: readonly Site[];
  readonly tree: Root;
  readonly filters: readonly string[];
}

/**
 * Compiles a template of the prompt profile: Jinja2 with StrictUndefined, as far as prompts need it.
 * Throws TemplateError (`syntax`, `limit`) with line and column. `render` throws TemplateError only.
 */
export function compileTemplate(source: string, settings: CompileSettings = {}): CompiledTemplate {
  const { render, variables, filters } = prepareTemplate(source, settings);
  return { render, renderAsync: async (context) => render(context), variables, filters };
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
  return named(settings.name, () => {
    const library = createLibrary(own);
    const { root, sites, tree, filters } = compileSource(source, library, limits);
    const used = filters.filter((name) => own.some((filter) => filter.name === name));
    return {
      tree,
      variables: findVariables(tree),
      filters: used,
      render: (context, share = 1) =>
        named(settings.name, () => {
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

function compileSource(
  source: string,
  library: TemplateLibrary,
  limits: TemplateLimits,
): CompiledSource {
  if (source.length > limits.templateSize) {
    throw new TemplateError({
      kind: "limit",
      reason: `the template has ${source.length} characters; the limit is ${limits.templateSize}`,
    });
  }
  const tree = new TemplateParser(source, limits).parseTemplate();
  const compiler = new TemplateCompiler(library);
  const code = compiler.compileTemplate(tree);
  const root = loadRoot(code);
  return { root, sites: compiler.sites, tree, filters: [...compiler.usedFilters] };
}

/** Runs, names the template in errors, and turns an exhausted stack or text into a `limit` error. */
function named<Result>(name: string | undefined, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) {
      const reason = "the template is nested too deeply, or its text is too long for this process";
      throw new TemplateError({ kind: "limit", reason, template: name });
    }
    throw error instanceof TemplateError && name !== undefined ? error.in(name) : error;
  }
}
