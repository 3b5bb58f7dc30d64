import { type Registry, toJsonSchema } from "@promptrail/core";
import type { VersionCatalog } from "../catalog/version-catalog.js";

/**
 * The variables that any version of a family takes. A family's versions share a context: what only a
 * newer version reads must not fail the call after a rollback to an older one.
 * Null where a schema allows any name, or cannot say.
 */
export function findKnownVariables(
  registry: Registry,
  catalog: VersionCatalog,
  family: string,
): ReadonlySet<string> | null {
  const known = new Set<string>();
  for (const prompt of registry.versionsOf(family)) {
    if (prompt.input !== null) {
      const schema = toJsonSchema(prompt.input, "input");
      const properties = schema?.["properties"];
      const open = schema?.["additionalProperties"];
      if (typeof properties !== "object" || properties === null) return null;
      if (open !== undefined && open !== false) return null;
      for (const name of Object.keys(properties)) known.add(name);
    }
    for (const { template } of catalog.find(family, prompt.version)?.messages() ?? []) {
      for (const { path } of template.variables) known.add(path.split(/[.[{]/, 1)[0] ?? path);
    }
  }
  return known;
}
