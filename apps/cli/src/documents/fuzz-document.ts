import { fuzzReportSchema } from "@promptrail/evals/fuzz";
import { z } from "zod";

/** What a run of fuzz found, and what became of it. */
export const fuzzDocument = fuzzReportSchema.extend({
  written: z
    .object({
      file: z.string(),
      added: z.array(z.string()).describe("ids of the cases that were appended"),
      present: z.array(z.string()).describe("ids that the file had already"),
      unfit: z
        .array(z.object({ id: z.string(), why: z.string() }))
        .describe("those that do not fit the dataset's own schemas"),
    })
    .nullable()
    .describe("null where no file was named, or nothing was found to write"),
});
