import type { StandardJSONSchemaV1 } from "@standard-schema/spec";

/**
 * The path of the part that a library cannot describe, as it stands behind the schema's name:
 * `.items[].due`. Zod tells it from 4.6 on; empty for the whole schema, and where nobody tells.
 */
export function findUndescribedPath(
  convert: (options: StandardJSONSchemaV1.Options) => unknown,
): string {
  let found: readonly (string | number)[] | undefined;
  const unrepresentable = ({ path }: { readonly path: readonly (string | number)[] }) => {
    found ??= path;
    return "throw";
  };
  try {
    convert({ target: "draft-2020-12", libraryOptions: { unrepresentable } });
  } catch {
    // It is asked because it fails: only where is wanted.
  }
  return toFieldPath(found ?? []);
}

/** Keywords of JSON Schema that a name or an index follows, and what the two are in a path. */
const named: Readonly<Record<string, (next: string | number) => string>> = {
  properties: (name) => `.${name}`,
  prefixItems: (index) => `[${index}]`,
  patternProperties: () => "{}",
  // The arms of a union stand at one place.
  anyOf: () => "",
  oneOf: () => "",
  allOf: () => "",
};

const alone: Readonly<Record<string, string>> = { items: "[]", additionalProperties: "{}" };

/** `["properties", "items", "items", "properties", "due"]` → `.items[].due` */
function toFieldPath(segments: readonly (string | number)[]): string {
  const rest = segments.values();
  let path = "";
  for (const keyword of rest) {
    path += named[keyword]?.(rest.next().value ?? "") ?? alone[keyword] ?? "";
  }
  return path;
}
