import { z } from "zod";

type Context = { readonly issues: z.core.$ZodRawIssue[] };

/**
 * A list that may be long. It is read until an item does not fit, and only that one is reported: half a million wrong
 * items cost their reader no more than one.
 */
export function listOf<Item extends z.ZodType>(item: Item) {
  const wire = z.array(z.unknown());
  itemsOf.set(wire, item);
  return z.codec(wire, z.custom<readonly z.output<Item>[]>(Array.isArray), {
    decode: (items, context) =>
      mapUntil(items, (given) => item.safeDecode(given as never), context),
    encode: (items, context) => mapUntil(items, (value) => item.safeEncode(value), context),
  });
}

const itemsOf = new WeakMap<z.core.$ZodType, z.ZodType>();

/** What a list of `listOf` has on the wire, which is an array of anything to zod; undefined for any other schema. */
export function findItem(schema: z.core.$ZodType): z.ZodType | undefined {
  return itemsOf.get(schema);
}

function mapUntil<Given, Item>(
  items: readonly Given[],
  read: (item: Given) => z.ZodSafeParseResult<Item>,
  { issues }: Context,
): Item[] {
  const found: Item[] = [];
  for (const [at, given] of items.entries()) {
    const { data, error } = read(given);
    if (error !== undefined) {
      const { message, path } = error.issues[0] ?? { message: "is not valid", path: [] };
      issues.push({ code: "custom", message, path: [at, ...path], input: given });
      return [];
    }
    found.push(data);
  }
  return found;
}
