import { z } from "zod";
import { components } from "./fields.js";

export const problemMediaType = "application/problem+json";

/**
 * What went wrong (RFC 9457). `code` is the error's code; the members beside it are the error's
 * data, and one that bears a reserved name has `error_` before it. `cut` is there where a part was left
 * out, as a problem is never large.
 */
export const problemWire = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
  })
  .register(components, { id: "Problem" });

export type ProblemWire = z.infer<typeof problemWire>;
