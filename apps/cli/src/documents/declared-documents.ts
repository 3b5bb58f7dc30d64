import { statuses } from "@promptrail/core/portable";
import { registeredVersionWire } from "@promptrail/http-api";
import { z } from "zod";

/** What tells which version it is, and who wrote why. */
const versionFields = {
  family: z.string(),
  version: z.int(),
  key: z.string().describe("`product_description_v2`"),
  status: z.enum(statuses),
  changelog: z.string().nullable().describe("why the version came; null for a first version"),
  content_hash: z.string(),
} as const;

/** The versions that the code declares. */
export const listDocument = z.object({
  versions: z.array(
    z.object({
      ...versionFields,
      provider: z.string(),
      model: z.string(),
      retires_at: z
        .string()
        .nullable()
        .describe("the day on which the vendor retires the model; null where none is announced"),
    }),
  ),
});

const use = z.enum(["always", "branch", "optional"]);

const variable = z.object({
  path: z.string().describe("the context's path: `product.name`"),
  type: z.string().nullable().describe("by the input schema; null without one"),
  use: use.describe("when it is read"),
  kinds: z.array(z.string()).describe("as what it is read"),
  reads: z.array(
    z.object({
      message: z.int().min(1).describe("the message's number"),
      line: z.int(),
      column: z.int(),
      use,
      kind: z.string(),
      none_handled: z.boolean().describe("whether the template asks for `none` first"),
      partial: z.string().optional(),
    }),
  ),
});

/** A declared version, whole. */
export const showDocument = z.object({
  ...versionFields,
  content: registeredVersionWire.in.shape.content.describe("what the content hash covers"),
  variables: z.array(variable),
});

/** What changed from one declared version to another. */
export const diffDocument = z.object({
  from: z.string(),
  to: z.string(),
  changelog: z.string().nullable(),
  hunks: z
    .array(
      z.object({
        old_start: z.int(),
        old_lines: z.int(),
        new_start: z.int(),
        new_lines: z.int(),
        lines: z.array(z.string()).describe("each begins with a space, `+` or `-`"),
      }),
    )
    .describe("of the two versions as text, as in a unified diff"),
});
