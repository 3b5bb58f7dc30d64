import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber } from "../../schemas/fields.js";
import { stateSourceWire } from "../state/state-source-wire.js";

/** What a process that follows the server says that it serves. */
export const processReportWire = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    revision: revisionNumber,
    applied_ago_ms: z
      .number()
      .min(0)
      .describe("For how many milliseconds it has applied the revision, by its own stopwatch."),
    state_source: stateSourceWire,
    problems: z.array(z.string().min(1).max(100)).max(20),
  })
  .register(components, { id: "ProcessReport" });

export type ProcessReportWire = z.infer<typeof processReportWire>;
