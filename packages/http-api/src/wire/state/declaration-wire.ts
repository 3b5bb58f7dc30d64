import { type RecordedDeclaration, statuses } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { versionNumber } from "../../schemas/fields.js";

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
  })
  .register(components, { id: "RecordedDeclaration" });

export type DeclarationWire = z.infer<typeof declarationWire>;

export function toDeclarationWire(declared: RecordedDeclaration): DeclarationWire {
  const { generation, activeVersion, statuses: declaredStatuses, pending } = declared;
  return {
    generation,
    active_version: activeVersion,
    statuses: { ...declaredStatuses },
    pending,
  };
}

export function fromDeclarationWire(wire: DeclarationWire): RecordedDeclaration {
  const { generation, active_version: activeVersion, pending } = wire;
  return { generation, activeVersion, statuses: wire.statuses, pending };
}
