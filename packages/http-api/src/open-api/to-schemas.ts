import { z } from "zod";
import { findItem } from "../wire/evidence/list-of.js";
import { components, jsonObject } from "../wire/fields.js";
import type { JsonSchema } from "./open-api-document.js";

const toReference = (id: string) => `#/components/schemas/${id}`;

/** Every named schema of the API. */
export function toComponentSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(components, {
    ...settings,
    uri: toReference,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutIdentity(schema)]),
  );
}

/** A reference where the schema has a name, else the schema itself. */
export function toSchema(schema: z.ZodType): JsonSchema {
  const named = components.get(schema);
  return named === undefined
    ? withoutIdentity(z.toJSONSchema(schema, settings))
    : { $ref: toReference(named.id) };
}

const settings = {
  // What goes over the wire.
  io: "input",
  unrepresentable: "any",
  override: ({ zodSchema, jsonSchema }) => {
    if (zodSchema === jsonObject) jsonSchema.type = "object";
    const item = findItem(zodSchema);
    if (item !== undefined) jsonSchema.items = toSchema(item);
  },
} as const satisfies Parameters<typeof z.toJSONSchema>[1];

/** Inside a document a schema has its place for a name; `$id` and `$schema` would move its references. */
function withoutIdentity({ $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
