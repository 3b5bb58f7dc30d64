import { z } from "zod";
import { components, familyName } from "../fields.js";
import { record } from "../record.js";

const dayWire = record(
  z.object({
    day: z.iso.date().describe("in UTC"),
    calls: z.number().describe("those that were looked at"),
    p99: z
      .number()
      .describe("share of the window that 99 of 100 calls kept within, input and longest answer"),
  }),
).register(components, { id: "DailyUse" });

/** How full the context windows of a family's production calls get, and where that leads. */
export const headroomReportWire = record(
  z.object({
    family: familyName,
    days: z.array(dayWire).describe("of the last 28 whole days those with calls, oldest first"),
    growth: z
      .number()
      .nullable()
      .describe("of the daily share, a day; null where fewer than 7 days are known"),
    days_until_full: z
      .number()
      .nullable()
      .describe("null where that is not within 90 days, or not known"),
  }),
).register(components, { id: "HeadroomReport" });
