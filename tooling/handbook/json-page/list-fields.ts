import { z } from "zod";

/** One field of a document, or what stands at a place in it. */
export interface DocumentField {
  /** `families[].hold.revision` */
  readonly path: string;
  /** In words: `text`, `whole number or null`. */
  readonly type: string;
  /** False where it may be left out. */
  readonly isRequired: boolean;
  readonly description: string;
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The fields of a document as it is printed, each with those in it below it. */
export function listFields(schema: z.ZodType): readonly DocumentField[] {
  const whole: JsonSchema = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    reused: "inline",
  });
  return fieldsOf(whole, "", new Map());
}

/** Where each object of some size was listed first, by its schema. */
type Seen = Map<string, string>;

function fieldsOf(schema: JsonSchema, path: string, seen: Seen): readonly DocumentField[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, member]) => {
    const part = toSchema(member);
    const place = path === "" ? name : `${path}.${name}`;
    const same = findSame(part, place, seen);
    const { description = "" } = part;
    return [
      {
        path: place,
        type: describeType(part),
        isRequired: required.includes(name),
        description: same === null ? description : `${description} (as \`${same}\`)`.trim(),
      },
      ...(same === null ? fieldsBelow(part, place, seen) : []),
    ];
  });
}

/** Where the same was listed before; null where it was not, or is so small that it may be said again. */
function findSame(schema: JsonSchema, path: string, seen: Seen): string | null {
  if (Object.keys(schema.properties ?? toSchema(schema.items).properties ?? {}).length < 3)
    return null;
  const { description: _description, ...shape } = schema;
  const key = JSON.stringify(shape);
  const earlier = seen.get(key) ?? null;
  if (earlier === null) seen.set(key, path);
  return earlier;
}

/** The fields of what stands at a place: an object, each item of a list, or one of several forms. */
function fieldsBelow(schema: JsonSchema, path: string, seen: Seen): readonly DocumentField[] {
  if (schema.type === "array") return fieldsBelow(toSchema(schema.items), `${path}[]`, seen);
  const forms = formsOf(schema);
  if (forms.length === 0) return fieldsOf(schema, path, seen);
  return forms.flatMap((form) => {
    const name = findFormName(form);
    const place = forms.length === 1 || name === null ? path : `${path}(${name})`;
    return fieldsBelow(form, place, seen);
  });
}

/** Those that a value may have, without null. */
function formsOf({ anyOf = [], oneOf = [] }: JsonSchema): readonly JsonSchema[] {
  return [...anyOf, ...oneOf].map(toSchema).filter(({ type }) => type !== "null");
}

/** What tells a form from the others: the one value that a field of it always has. */
function findFormName({ properties = {} }: JsonSchema): string | null {
  const [name] = Object.values(properties).flatMap((member) => {
    const { const: constant } = toSchema(member);
    return typeof constant === "string" ? [constant] : [];
  });
  return name ?? null;
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

function describeType(schema: JsonSchema): string {
  const { type, const: constant, enum: values, items, format } = schema;
  if (constant !== undefined) return `\`${String(constant)}\``;
  if (values !== undefined) return values.map((value) => `\`${String(value)}\``).join(", ");
  if (type === "array") return `list of ${describeType(toSchema(items))}`;
  if (format === "date-time") return "time";
  if (type !== undefined)
    return [type]
      .flat()
      .map((name) => words[name] ?? name)
      .join(" or ");
  const all = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map(toSchema);
  const types = [...new Set(all.map(describeType))];
  return types.length === 0 ? "any JSON" : types.join(" or ");
}

/** Where JSON Schema has `true`, or several schemas for a list's first items, anything may be. */
function toSchema(schema: JsonSchema["items"] | z.core.JSONSchema._JSONSchema): JsonSchema {
  return typeof schema === "object" && !Array.isArray(schema) ? schema : {};
}
