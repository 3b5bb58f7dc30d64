import fc from "fast-check";
import { z } from "zod";

const leaf = fc.constantFrom<z.ZodType>(
  z.string().min(2),
  z.int().min(3),
  z.boolean(),
  z.email(),
  z.enum(["a", "b"]),
  z.literal(7),
);

/** Any schema of objects, lists, records and unions, with optional and nullable parts. */
export const { schema: anySchema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("schema")).map((fields) => z.object(fields)),
    tie("schema").map((inner) => z.array(inner).min(1)),
    tie("schema").map((inner) => z.record(z.string(), inner)),
    tie("schema").map((inner) => inner.optional()),
    tie("schema").map((inner) => inner.nullable()),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((arms) => z.union(arms)),
  ),
}));
