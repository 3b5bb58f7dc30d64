/** Keywords that make the shape of a value. */
export const shapeKeywords: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "properties", "required", "additionalProperties"],
  ...["items", "prefixItems", "anyOf", "oneOf", "$ref", "description", "title"],
]);

/**
 * Keywords that allow and forbid nothing: they are not sent. `propertyNames` forbids nothing beside a closed
 * list of fields, and an object without one is not enforced anyway.
 */
export const remarkKeywords: ReadonlySet<string> = new Set([
  ...["$schema", "$id", "id", "$comment", "default", "example", "examples", "deprecated"],
  ...["readOnly", "writeOnly", "contentEncoding", "contentMediaType", "propertyNames"],
]);

/** Vendors' grammars know no look-around, no word boundaries and no references to groups. */
const beyondGrammars = /\(\?<?[=!]|\\(?:[bB1-9]|k<)/;

/** Whether a regular expression can be held to by a grammar. */
export function isPlainPattern(pattern: string): boolean {
  return !beyondGrammars.test(pattern);
}
