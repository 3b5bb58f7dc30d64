import type { RecoverReport } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, reasonText, revisionNumber, versionNumber } from "../../schemas/fields.js";

/** Which state goes on after decisions were lost: the store's own, or the one that the fleet serves. */
export const recoverRequestWire = z
  .strictObject({ keep: z.enum(["store", "fleet"]), reason: reasonText })
  .register(components, { id: "RecoverRequest" });

/** `families` are those whose state changed in the store, `missing` those that it does not know. */
export const recoverReportWire = z
  .object({
    lost_revision: revisionNumber,
    revision: revisionNumber,
    families: z.array(
      z.object({ family: familyName, from_version: versionNumber, to_version: versionNumber }),
    ),
    missing: z.array(familyName),
  })
  .register(components, { id: "RecoverReport" });

export type RecoverReportWire = z.infer<typeof recoverReportWire>;

export function toRecoverReportWire(report: RecoverReport): RecoverReportWire {
  const { lostRevision, revision, families, missing } = report;
  return {
    lost_revision: lostRevision,
    revision,
    families: families.map(({ family, fromVersion, toVersion }) => ({
      family,
      from_version: fromVersion,
      to_version: toVersion,
    })),
    missing: [...missing],
  };
}

export function fromRecoverReportWire(wire: RecoverReportWire): RecoverReport {
  const { lost_revision: lostRevision, revision, families, missing } = wire;
  return {
    lostRevision,
    revision,
    families: families.map(({ family, from_version: fromVersion, to_version: toVersion }) => ({
      family,
      fromVersion,
      toVersion,
    })),
    missing,
  };
}
