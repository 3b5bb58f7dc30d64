import { type PromptVersion, type Registry, toJsonSchema } from "@promptrail/core";
import type { VersionCatalog } from "../../catalog/version-catalog.js";

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
    const declared = findDeclared(prompt);
    if (declared === null) return null;
    for (const name of [...declared, ...findRead(catalog, prompt)]) known.add(name);
  }
  return known;
}

function findDeclared({ input }: PromptVersion): readonly string[] | null {
  if (input === null) return [];
  const schema = toJsonSchema(input, "input");
  const properties = schema?.["properties"];
  const open = schema?.["additionalProperties"];
  if (typeof properties !== "object" || properties === null) return null;
  return open === undefined || open === false ? Object.keys(properties) : null;
}

function findRead(catalog: VersionCatalog, { family, version }: PromptVersion): readonly string[] {
  const messages = catalog.find(family, version)?.messages() ?? [];
  return messages.flatMap(({ template }) =>
    template.variables.map(({ path }) => path.split(/[.[{]/, 1)[0] ?? path),
  );
}
