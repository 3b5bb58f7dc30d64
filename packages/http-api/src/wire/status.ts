import type { FamilyReport, StatusReport } from "@promptrail/core";
import type { FamilyState } from "@promptrail/core/lifecycle";
import { z } from "zod";
import { components, revisionNumber, stateSource, versionNumber } from "./fields.js";
import { record } from "./record.js";
import { familyStateFields, toldOfState } from "./state.js";

/** A family's live state in one environment, and what the server makes of it. */
const familyStatus = record(
  z.object({
    ...familyStateFields,
    declared_version: versionNumber.nullable().describe("what the code declares active"),
    state_source: stateSource,
    drift: z.string().nullable().describe("why declared and live differ; null where all is well"),
  }),
  { told: toldOfState },
).register(components, { id: "FamilyStatus" });

export type FamilyStatus = z.output<typeof familyStatus>;

const environmentStatus = record(
  z.object({
    environment: z.string(),
    store_id: z.string().describe("names the store's history"),
    revision: revisionNumber.describe("of the last decision"),
    head_hash: z.string().describe("of the last decision"),
    state_source: stateSource,
    problems: z.array(z.object({ code: z.string(), message: z.string() })),
    families: z.array(familyStatus),
  }),
);

/** The whole live state of an environment: enough to rebuild the snapshot that the server follows. */
export const statusWire = z
  .codec(environmentStatus, z.custom<StatusReport>(), {
    decode: ({ stateSource: source, problems, families, ...place }) => ({
      snapshot: { ...place, families: families.map(toFamilyState) },
      stateSource: source,
      problems,
      families: families.map(({ family, declaredVersion, stateSource: from, drift }) => ({
        family,
        declaredVersion,
        stateSource: from,
        drift,
      })),
    }),
    encode: ({ snapshot, stateSource: source, problems, families }) => {
      const reports = new Map(families.map((report) => [report.family, report]));
      return {
        ...snapshot,
        stateSource: source,
        problems,
        families: snapshot.families.map((state) => ({
          ...(reports.get(state.family) ?? unreported(state, source)),
          ...state,
        })),
      };
    },
  })
  .register(components, { id: "EnvironmentStatus" });

export type StatusWire = z.input<typeof statusWire>;

function unreported({ family }: FamilyState, source: StatusReport["stateSource"]): FamilyReport {
  return { family, declaredVersion: null, stateSource: source, drift: null };
}

/** The state alone, without what its teller makes of it. */
export function toFamilyState(status: FamilyStatus): FamilyState {
  const { declaredVersion: _declared, stateSource: _source, drift: _drift, ...state } = status;
  return state;
}

/** What changed between two revisions of one history: the families that a decision touched. */
export const statusChangeWire = record(
  z.object({
    store_id: z.string(),
    previous_revision: revisionNumber,
    /** Of `previous_revision`: who has it under another hash has another history, and reads the whole. */
    previous_hash: z.string(),
    revision: revisionNumber,
    head_hash: z.string(),
    state_source: stateSource,
    /** Of `GET /v1/status` after it: who merges the change need not read the whole again. */
    etag: z.string(),
    families: z.array(familyStatus),
  }),
).register(components, { id: "StatusChange" });

export type StatusChange = z.output<typeof statusChangeWire>;

/**
 * The server-sent events of `GET /v1/events`. `event` is the event's name, `data` its JSON; the
 * event's id is `<store_id>.<revision>`.
 */
export const statusEventWire = z
  .discriminatedUnion("event", [
    z.object({ event: z.literal("status"), data: statusWire }),
    z.object({ event: z.literal("change"), data: statusChangeWire }),
  ])
  .register(components, { id: "StatusEvent" });

export type StatusEventWire = z.input<typeof statusEventWire>;

/** A place in a history: what `Last-Event-ID` names. */
export interface EventPlace {
  readonly storeId: string;
  readonly revision: number;
}

/** `<store_id>.<revision>` */
export function toEventId({ storeId, revision }: EventPlace): string {
  return `${storeId}.${revision}`;
}

/** Null for what is no event's id: its sender is told everything anew. */
export function parseEventId(text: string | null | undefined): EventPlace | null {
  const [, storeId, revision] = /^([^\s.]{1,200})\.(\d{1,15})$/.exec(text ?? "") ?? [];
  if (storeId === undefined || revision === undefined) return null;
  return { storeId, revision: Number(revision) };
}

/** Whether a server can do its work, and what is wrong. Told without a key, so it names no family. */
export const readinessWire = record(
  z.object({
    ready: z.boolean(),
    /** True where `problems` holds something: it serves, and somebody should look. */
    degraded: z.boolean(),
    environment: z.string(),
    revision: revisionNumber,
    state_source: stateSource,
    problems: z.array(z.string()),
  }),
).register(components, { id: "Readiness" });

export type Readiness = z.output<typeof readinessWire>;
