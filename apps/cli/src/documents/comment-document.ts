import { z } from "zod";

/** What became of a comment. */
export const commentDocument = z.object({
  action: z.enum(["created", "updated", "none"]),
  place: z.string().nullable().describe("what was commented on; null where nothing was"),
  url: z.string().nullable().describe("of the comment; null where the host does not tell it"),
  reason: z.string().nullable().describe("why there is no comment; null where there is one"),
  summary: z.boolean().describe("whether the reports were added to the job's summary"),
  files: z.array(
    z.object({ file: z.string(), found: z.boolean().describe("false where it was not written") }),
  ),
});
