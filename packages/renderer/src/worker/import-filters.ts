import type { TemplateFilter } from "@promptrail/core";
import { PromptrailError, toErrorText } from "@promptrail/core/portable";

/** The own filters that modules export, by name. Throws PromptrailError `not_supported`. */
export async function importFilters(
  modules: readonly string[],
): Promise<ReadonlyMap<string, TemplateFilter>> {
  const filters = new Map<string, TemplateFilter>();
  for (const module of modules) {
    const exported = Object.values(await importModule(module)).filter(isTemplateFilter);
    if (exported.length === 0) {
      throw new PromptrailError(
        "not_supported",
        `The filter module ${module} exports no template filter. Export objects with name, version and apply from it.`,
      );
    }
    for (const filter of exported) filters.set(filter.name, filter);
  }
  return filters;
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
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "version" in value &&
    typeof value.version === "number" &&
    "apply" in value &&
    typeof value.apply === "function"
  );
}
