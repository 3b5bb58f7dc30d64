import { z } from "zod";

/** What a measured process tells: that it follows, or that it has a number, with the machine's clock. */
export const processMessage = z.union([
  z.object({ kind: z.literal("ready") }),
  z.object({
    /** `applied`: a revision, by the runtime. `heard`: a notification's number, by a bare listener. */
    kind: z.enum(["applied", "heard"]),
    number: z.number(),
    /** `process.hrtime.bigint()`: one clock for all processes of a machine. */
    at: z.string(),
  }),
]);

export type ProcessMessage = z.infer<typeof processMessage>;
export type ArrivalKind = "applied" | "heard";

/** The channel of the bare listeners. */
export const bareChannel = "bench_bare";
