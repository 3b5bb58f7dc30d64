import type { Snapshot, StateSource } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber, versionNumber } from "../../schemas/fields.js";
import { familyStateWire, fromFamilyStateWire, toFamilyStateWire } from "./family-state-wire.js";
import { stateSourceWire } from "./state-source-wire.js";

/** What this server makes of a family's state. */
export interface FamilyReport {
  /** What its build declares active; null where it does not declare the family. */
  readonly declaredVersion: number | null;
  readonly stateSource: StateSource;
  /** Why declared and live differ; null where all is well. */
  readonly drift: string | null;
}

export const familyStatusWire = z
  .object({
    ...familyStateWire.shape,
    declared_version: versionNumber.nullable(),
    state_source: stateSourceWire,
    drift: z.string().nullable(),
  })
  .register(components, { id: "FamilyStatus" });

/** The whole live state of an environment: enough to rebuild the snapshot that the server follows. */
export const statusWire = z
  .object({
    environment: z.string(),
    store_id: z.string(),
    revision: revisionNumber,
    head_hash: z.string(),
    state_source: stateSourceWire,
    problems: z.array(z.object({ code: z.string(), message: z.string() })),
    families: z.array(familyStatusWire),
  })
  .register(components, { id: "EnvironmentStatus" });

export type StatusWire = z.infer<typeof statusWire>;

/** What is not well in the process that tells its status. */
export interface StatusProblem {
  /** `state_regression`, `immutability_violation`, `active_unavailable`, `store_unavailable`. */
  readonly code: string;
  readonly message: string;
}

/** What `GET /v1/status` tells, in the domain's words. */
export interface ServerStatus {
  readonly snapshot: Snapshot;
  readonly stateSource: StateSource;
  /** By family. */
  readonly reports: ReadonlyMap<string, FamilyReport>;
  /** Absent: none. */
  readonly problems?: readonly StatusProblem[];
}

export function toStatusWire(status: ServerStatus): StatusWire {
  const { snapshot, stateSource, reports, problems = [] } = status;
  const { environment, storeId, revision, headHash, families } = snapshot;
  return {
    environment,
    store_id: storeId,
    revision,
    head_hash: headHash,
    state_source: stateSource,
    problems: problems.map(({ code, message }) => ({ code, message })),
    families: families.map((state) => {
      const report = reports.get(state.family);
      return {
        ...toFamilyStateWire(state),
        declared_version: report?.declaredVersion ?? null,
        state_source: report?.stateSource ?? stateSource,
        drift: report?.drift ?? null,
      };
    }),
  };
}

export function fromStatusWire(wire: StatusWire): ServerStatus {
  return {
    snapshot: {
      storeId: wire.store_id,
      environment: wire.environment,
      revision: wire.revision,
      headHash: wire.head_hash,
      families: wire.families.map(fromFamilyStateWire),
    },
    stateSource: wire.state_source,
    problems: wire.problems,
    reports: new Map(
      wire.families.map(({ family, declared_version, state_source, drift }) => [
        family,
        { declaredVersion: declared_version, stateSource: state_source, drift },
      ]),
    ),
  };
}
