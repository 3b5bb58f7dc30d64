import { z } from "zod";

/** What every command prints with `--json` where it fails, wrong use included. */
export const errorDocument = z.object({
  error: z.object({
    code: z
      .string()
      .describe("what went wrong, for scripts; `unexpected` for a failure that has no code"),
    message: z.string().describe("the thing, the reason and the cure, for people"),
    data: z.record(z.string(), z.unknown()).describe("the same facts, by the code"),
  }),
});

export type ErrorDocument = z.input<typeof errorDocument>;
