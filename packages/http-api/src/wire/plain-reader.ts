import type { z } from "zod";

/** Whether a value is read as it is. */
type IsPlain = (value: unknown) => boolean;

/** What a schema reads of a value; undefined where only the schema itself can tell. */
export type PlainReader<Schema extends z.ZodType> = (
  value: unknown,
) => z.output<Schema> | undefined;

const never: IsPlain = () => false;

/**
 * Reads what most requests hold, a few plain fields, at a fraction of what the schema takes for it. It is made from
 * the schema and never complains: what it does not know, or would refuse, is left to the schema. Where it reads a
 * value of JSON, the schema would have read the same.
 */
export function createPlainReader<Schema extends z.ZodType>(schema: Schema): PlainReader<Schema> {
  const codec = findCodec(schema);
  if (codec === null) return () => undefined;
  const { transform } = codec;
  const isPlain = findPlain(codec.in);
  const isOutcome = findPlain(codec.out);
  return (value) => {
    if (!isPlain(value)) return undefined;
    const payload = { value, issues: [] };
    const outcome = transform(value, payload);
    const isRead = payload.issues.length === 0 && isOutcome(outcome);
    return isRead ? (outcome as z.output<Schema>) : undefined;
  };
}

function findCodec(schema: z.core.$ZodType): z.core.$ZodCodecDef | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "pipe" && "transform" in def ? (def as z.core.$ZodCodecDef) : null;
}

function findPlain(schema: z.core.$ZodType): IsPlain {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "object") return isPlainObject(def);
  if (def.type === "string") return isPlainString(def);
  if (def.type === "optional") return findPlain(def.innerType);
  if (def.type === "custom" && !def.checks?.length) return (value) => Boolean(def.fn(value));
  return never;
}

/** A strict object that has all of its required fields, and nothing but fields that are plain. */
function isPlainObject({ shape, catchall, checks }: z.core.$ZodObjectDef): IsPlain {
  if (catchall?._zod.def.type !== "never" || checks?.length) return never;
  const fields = new Map(Object.entries(shape).map(([name, field]) => [name, findPlain(field)]));
  const required = Object.entries(shape)
    .filter(([, { _zod: internals }]) => internals.def.type !== "optional")
    .map(([name]) => name);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    for (const [name, field] of Object.entries(value)) {
      if (fields.get(name)?.(field) !== true) return false;
    }
    return required.every((name) => Object.hasOwn(value, name));
  };
}

/** A text of which nothing is asked but its length. */
function isPlainString({ checks = [], coerce, ...def }: z.core.$ZodStringDef): IsPlain {
  if (coerce === true || "format" in def) return never;
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const { _zod: check } of checks as z.core.$ZodChecks[]) {
    if (check.def.check === "min_length") least = Math.max(least, check.def.minimum);
    else if (check.def.check === "max_length") most = Math.min(most, check.def.maximum);
    else return never;
  }
  return (value) => typeof value === "string" && value.length >= least && value.length <= most;
}
