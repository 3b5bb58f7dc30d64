import { type RecordedDeclaration, statuses } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber, versionNumber } from "../../schemas/fields.js";
import { fromGroundWire, groundWire, toGroundWire } from "./ground-wire.js";

export const shadowWire = z
  .object({ version: versionNumber, rate: z.number().min(0).max(1) })
  .register(components, { id: "ShadowSetting" });

/** What the code's lock file declares of a family. */
export const declarationWire = z
  .object({
    generation: z.int().min(0),
    active_version: versionNumber,
    statuses: z.record(z.string().regex(/^[0-9]+$/), z.enum(statuses)),
    pending: z.string().nullable(),
    acknowledged_revision: revisionNumber,
    ground: groundWire,
  })
  .register(components, { id: "RecordedDeclaration" });

export type DeclarationWire = z.infer<typeof declarationWire>;

export function toDeclarationWire(declared: RecordedDeclaration): DeclarationWire {
  return {
    generation: declared.generation,
    active_version: declared.activeVersion,
    statuses: { ...declared.statuses },
    pending: declared.pending,
    acknowledged_revision: declared.acknowledgedRevision,
    ground: toGroundWire(declared.ground),
  };
}

export function fromDeclarationWire(wire: DeclarationWire): RecordedDeclaration {
  return {
    generation: wire.generation,
    activeVersion: wire.active_version,
    statuses: wire.statuses,
    pending: wire.pending,
    acknowledgedRevision: wire.acknowledged_revision,
    ground: fromGroundWire(wire.ground),
  };
}
