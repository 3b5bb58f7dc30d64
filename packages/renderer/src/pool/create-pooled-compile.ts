import type { TemplateFilter } from "@promptrail/core";
import { TemplateError } from "@promptrail/core/errors";
import type { CompiledTemplate } from "@promptrail/core/lifecycle";
import { isDear } from "../analysis/is-dear.js";
import {
  type CompileSettings,
  type PreparedTemplate,
  prepareTemplate,
} from "../compile-template.js";
import { toContext } from "../values/context-value.js";
import { toCompileRequest } from "../worker/to-compile-request.js";
import type { CompileRequest } from "../worker/worker-messages.js";
import { isLargerThan } from "./context-size.js";
import type { RenderPool } from "./create-render-pool.js";
import { cheapShare, largeContextBytes } from "./pool-settings.js";

interface PooledSettings extends CompileSettings {
  readonly name: string;
  readonly filters: readonly TemplateFilter[];
}

/** Compiles templates whose `renderAsync` goes to the pool where it may take long. */
export function createPooledCompile(
  pool: RenderPool,
): (source: string, settings: PooledSettings) => CompiledTemplate {
  const unreachable = new FinalizationRegistry<number>((id) => pool.forget(id));
  let count = 0;
  return (source, settings) => {
    const prepared = prepareTemplate(source, settings);
    const { tree: _tree, render, ...facts } = prepared;
    const request = toCompileRequest(count + 1, source, {
      ...settings,
      filters: settings.filters.filter(({ name }) => facts.filters.includes(name)),
      functions: settings.functions?.filter(({ name }) => facts.functions.includes(name)),
      limits: settings.limits ?? {},
    });
    const isThere =
      request.filters.every((filter) => pool.has(filter)) &&
      request.functions.every((own) => pool.hasFunction(own));
    if (!isThere) return { ...facts, render, renderAsync: async (context) => render(context) };
    count += 1;
    const template = { ...facts, render, renderAsync: renderBeside(pool, prepared, request) };
    unreachable.register(template, count);
    return template;
  };
}

/**
 * Here what is cheap, in the pool what is not: by the template's analysis, by the size of its context,
 * or because it used up the small part of its limits that it has here.
 */
function renderBeside(
  pool: RenderPool,
  { render, tree }: PreparedTemplate,
  request: CompileRequest,
): CompiledTemplate["renderAsync"] {
  let dear = isDear(tree);
  return async (context, signal) => {
    const values = admitContext(context, request.name);
    if (!dear && !isLargerThan(largeContextBytes, values)) {
      try {
        return render(context, cheapShare);
      } catch (error) {
        if (!(error instanceof TemplateError) || error.kind !== "limit") throw error;
        dear = true;
      }
    }
    return pool.render(request, values, signal);
  };
}

function admitContext(context: unknown, template: string): object {
  try {
    return toContext(context);
  } catch (error) {
    throw error instanceof TemplateError ? error.in(template) : error;
  }
}
