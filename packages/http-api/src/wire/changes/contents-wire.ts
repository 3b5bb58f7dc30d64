import type { ContentsPage } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber } from "../../schemas/fields.js";

/** A part of what a store keeps beside its decisions, checked. */
export const contentsWire = z
  .object({
    /** How many registered versions, and how many verdicts, were looked at. */
    versions: z.int().min(0),
    verdicts: z.int().min(0),
    problems: z.array(
      z.object({
        kind: z.enum(["body", "evidence", "beyond"]),
        revision: revisionNumber.nullable(),
        family: z.string(),
        message: z.string(),
      }),
    ),
    /** The `after` that checks the next part; null where there is none. */
    next: z.string().nullable(),
  })
  .register(components, { id: "Contents" });

export type ContentsWire = z.infer<typeof contentsWire>;

export function toContentsWire({ problems, ...page }: ContentsPage): ContentsWire {
  return { ...page, problems: [...problems] };
}

export function fromContentsWire(wire: ContentsWire): ContentsPage {
  return wire;
}
