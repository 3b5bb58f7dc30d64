import type { HistoryPage } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, revisionNumber } from "../../schemas/fields.js";
import { decisionWire, fromDecisionWire, toDecisionWire } from "./decision-wire.js";

/** A part of a history, newest decision first. */
export const historyWire = z
  .object({
    /** Null where it is every family's. */
    family: familyName.nullable(),
    decisions: z.array(decisionWire),
    /** The `before` that reads the next older part; null where there is none. */
    next_before: revisionNumber.nullable(),
  })
  .register(components, { id: "History" });

export type HistoryWire = z.infer<typeof historyWire>;

export function toHistoryWire(
  family: string | null,
  { decisions, nextBefore }: HistoryPage,
): HistoryWire {
  return { family, decisions: decisions.map(toDecisionWire), next_before: nextBefore };
}

export function fromHistoryWire({ decisions, next_before: nextBefore }: HistoryWire): HistoryPage {
  return { decisions: decisions.map(fromDecisionWire), nextBefore };
}
