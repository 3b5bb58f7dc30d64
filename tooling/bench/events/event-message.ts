import { z } from "zod";

/** What the measured server is told to do. */
export const eventOrder = z.union([
  z.object({ kind: z.literal("decide") }),
  /** Written as it is to every stream of the bare server. */
  z.object({ kind: z.literal("write"), text: z.string() }),
]);

export type EventOrder = z.infer<typeof eventOrder>;

export const eventMessage = z.union([
  z.object({ kind: z.literal("ready"), url: z.string(), bareUrl: z.string(), key: z.string() }),
  /** `process.hrtime.bigint()` before it began: one clock for all processes of a machine. */
  z.object({ kind: z.literal("began"), at: z.string() }),
]);

export type EventMessage = z.infer<typeof eventMessage>;
