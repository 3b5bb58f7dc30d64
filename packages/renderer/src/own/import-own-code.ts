import type { TemplateFilter, TemplateFunction } from "@promptrail/core";
import { PromptrailError, toErrorText } from "@promptrail/core/errors";
import type { FilterReference } from "@promptrail/core/lifecycle";

/** A team's own code, by name. */
export interface OwnCodeModules {
  readonly filters: ReadonlyMap<string, TemplateFilter>;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
}

/** The own filters and functions that modules export. Throws PromptrailError `not_supported`. */
export async function importOwnCode(modules: readonly string[]): Promise<OwnCodeModules> {
  const filters = new Map<string, TemplateFilter>();
  const functions = new Map<string, TemplateFunction>();
  for (const module of modules) {
    const exported = Object.values(await importModule(module));
    for (const filter of exported.filter(isTemplateFilter)) filters.set(filter.name, filter);
    for (const own of exported.filter(isTemplateFunction)) functions.set(own.name, own);
    if (exported.some((value) => isTemplateFilter(value) || isTemplateFunction(value))) continue;
    throw new PromptrailError(
      "not_supported",
      `The filter module ${module} exports no template filter and no template function. Export objects with name, version and apply, or what defineFunction makes, from it.`,
    );
  }
  return { filters, functions };
}

async function importModule(module: string): Promise<object> {
  try {
    return (await import(module)) as object;
  } catch (error) {
    const reason = toErrorText(error);
    throw new PromptrailError(
      "not_supported",
      `The filter module ${module} cannot be imported in the render worker: ${reason}. Name a file that Node can import by itself.`,
    );
  }
}

function isTemplateFilter(value: unknown): value is TemplateFilter {
  return isNamed(value) && "apply" in value && typeof value.apply === "function";
}

function isTemplateFunction(value: unknown): value is TemplateFunction {
  return isNamed(value) && "call" in value && typeof value.call === "function";
}

function isNamed(value: unknown): value is FilterReference {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "version" in value &&
    typeof value.version === "number"
  );
}
