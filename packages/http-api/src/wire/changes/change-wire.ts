import type { Change } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber, versionNumber } from "../../schemas/fields.js";
import {
  declarationWire,
  fromDeclarationWire,
  shadowWire,
  toDeclarationWire,
} from "../state/declaration-wire.js";
import {
  fromRecoveredStateWire,
  recoveredStateWire,
  toRecoveredStateWire,
} from "../state/recovered-state-wire.js";

/** What a decision did to its family. */
export const changeWire = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("first_seen"),
      declared: declarationWire,
      shadow: shadowWire.nullable(),
    }),
    z.object({
      kind: z.literal("declared"),
      declared: declarationWire,
      activates: versionNumber.nullable(),
      ends_hold: z.boolean(),
      shadow: shadowWire.nullable(),
    }),
    z.object({ kind: z.literal("promoted"), to_version: versionNumber }),
    z.object({ kind: z.literal("rolled_back"), to_version: versionNumber }),
    z.object({ kind: z.literal("shadow_set"), shadow: shadowWire.nullable() }),
    z.object({ kind: z.literal("archived"), version: versionNumber }),
    z.object({ kind: z.literal("hold_ended") }),
    z.object({ kind: z.literal("drilled") }),
    z.object({
      kind: z.literal("recovered"),
      /** Null where the store's own state was kept. */
      kept: recoveredStateWire.nullable(),
      lost_revision: revisionNumber,
    }),
  ])
  .register(components, { id: "Change" });

export type ChangeWire = z.infer<typeof changeWire>;

export function toChangeWire(change: Change): ChangeWire {
  switch (change.kind) {
    case "first_seen":
      return { ...change, declared: toDeclarationWire(change.declared) };
    case "declared": {
      const { kind, declared, activates, endsHold, shadow } = change;
      const wire = toDeclarationWire(declared);
      return { kind, declared: wire, activates, ends_hold: endsHold, shadow };
    }
    case "promoted":
    case "rolled_back":
      return { kind: change.kind, to_version: change.toVersion };
    case "recovered": {
      const { kind, kept, lostRevision } = change;
      return { kind, kept: kept && toRecoveredStateWire(kept), lost_revision: lostRevision };
    }
    case "shadow_set":
    case "archived":
    case "hold_ended":
    case "drilled":
      return change;
  }
}

export function fromChangeWire(wire: ChangeWire): Change {
  switch (wire.kind) {
    case "first_seen":
      return { ...wire, declared: fromDeclarationWire(wire.declared) };
    case "declared": {
      const { kind, declared, activates, ends_hold: endsHold, shadow } = wire;
      return { kind, declared: fromDeclarationWire(declared), activates, endsHold, shadow };
    }
    case "promoted":
    case "rolled_back":
      return { kind: wire.kind, toVersion: wire.to_version };
    case "recovered": {
      const { kind, kept, lost_revision: lostRevision } = wire;
      return { kind, kept: kept && fromRecoveredStateWire(kept), lostRevision };
    }
    case "shadow_set":
    case "archived":
    case "hold_ended":
    case "drilled":
      return wire;
  }
}
