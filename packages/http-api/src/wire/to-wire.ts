import type { z } from "zod";

type Write = (value: unknown) => unknown;

const same: Write = (value) => value;

const writers = new WeakMap<z.core.$ZodType, Write>();

/**
 * What a value is on the wire, by the schema that reads it. It checks nothing, unlike `encode`: what is our own
 * needs no check, and a whole state has thousands of families.
 */
export function toWire<Schema extends z.ZodType>(
  schema: Schema,
  value: z.output<Schema>,
): z.input<Schema> {
  return findWriter(schema)(value) as z.input<Schema>;
}

function findWriter(schema: z.core.$ZodType): Write {
  const write = writers.get(schema) ?? makeWriter(schema as z.core.$ZodTypes);
  writers.set(schema, write);
  return write;
}

/** The writer of a schema; `same` where the value is what goes over the wire. */
function makeWriter({ _zod: { def } }: z.core.$ZodTypes): Write {
  switch (def.type) {
    case "pipe": {
      const write = findWriter(def.in);
      const { reverseTransform } = def as z.core.$ZodCodecDef;
      return reverseTransform === undefined
        ? write
        : (value) => write(reverseTransform(value, { value, issues: [] }));
    }
    case "object":
      return writeObject(def.shape);
    case "array": {
      const write = findWriter(def.element);
      return write === same ? same : (value) => (value as unknown[]).map((item) => write(item));
    }
    case "default":
    case "nullable":
    case "optional": {
      const write = findWriter(def.innerType);
      return write === same ? same : (value) => (value === null ? null : write(value));
    }
    case "union":
      return writeOneOf(def as z.core.$ZodDiscriminatedUnionDef);
    default:
      return same;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function writeObject(shape: z.core.$ZodShape): Write {
  const fields = Object.entries(shape).flatMap(([name, schema]) => {
    const write = findWriter(schema);
    return write === same ? [] : [{ name, write }];
  });
  if (fields.length === 0) return same;
  return (value) => {
    const object: Record<string, unknown> = { ...(value as Fields) };
    for (const { name, write } of fields) {
      if (object[name] !== undefined) object[name] = write(object[name]);
    }
    return object;
  };
}

/** The field that tells the options apart has one name and the same values on both sides. */
function writeOneOf({ discriminator, options }: z.core.$ZodDiscriminatedUnionDef): Write {
  const byValue = new Map<unknown, Write>();
  for (const option of options) {
    const values = option._zod.propValues?.[discriminator] ?? [];
    for (const value of values) byValue.set(value, findWriter(option));
  }
  return (value) => (byValue.get((value as Fields)[discriminator]) ?? same)(value);
}
