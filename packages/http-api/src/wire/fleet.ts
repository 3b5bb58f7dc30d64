import { z } from "zod";
import {
  components,
  familyName,
  reasonText,
  revisionNumber,
  stateSource,
  timestamp,
} from "./fields.js";
import { record } from "./record.js";

/** `total` less `acknowledged` says how many there are; who wants all of them asks for the fleet. */
const mostMissing = 100;

const missingNames = z.codec(z.array(z.string()), z.custom<readonly string[]>(Array.isArray), {
  decode: (names) => names,
  encode: (names) => names.slice(0, mostMissing),
});

/** How far a decision had come when the wait for the fleet ended. */
export const fleetAnswerWire = record(
  z.object({
    acknowledged: z.int().min(0).describe("processes that have the decision"),
    total: z.int().min(0).describe("processes that run"),
    slowest: record(z.object({ name: z.string(), applied_after_ms: z.number() })).nullable(),
    missing: missingNames.describe("processes that do not have it yet, by name; at most 100"),
  }),
).register(components, { id: "FleetAnswer" });

/** A process, as the store last heard of it. */
const fleetMemberWire = record(
  z.object({
    process_id: z.string(),
    name: z.string(),
    role: z.enum(["server", "runtime", "follower"]),
    revision: revisionNumber,
    state_source: stateSource,
    problems: z.array(z.string()),
    reported_at: timestamp,
    applied_after_ms: z
      .number()
      .nullable()
      .describe("how long after its commit the process had the revision"),
  }),
).register(components, { id: "FleetMember" });

/** Every process that gave a sign of life lately. */
export const fleetWire = record(z.object({ members: z.array(fleetMemberWire) })).register(
  components,
  { id: "Fleet" },
);

/** As long a request waits for the fleet at most. */
export const longestWaitMs = 10_000;

/** A drill measures how fast a decision reaches every process; it changes nothing that is served. */
export const drillRequestWire = record(
  z.strictObject({
    reason: reasonText.exactOptional(),
    timeout_ms: z.int().min(1).max(longestWaitMs).exactOptional(),
  }),
).register(components, { id: "DrillRequest" });

const drillWire = record(
  z.object({
    family: familyName,
    revision: revisionNumber,
    actor: z.string(),
    started_at: timestamp,
    processes: z.int().min(0),
    applied_after_ms: z.array(z.number()).describe("one for each process that answered"),
  }),
).register(components, { id: "Drill" });

export const drillListWire = record(z.object({ drills: z.array(drillWire) })).register(components, {
  id: "Drills",
});

/** What a drill measured, and the processes as the store knows them after it. */
export const drillResultWire = record(
  z.object({ drill: drillWire, fleet: fleetAnswerWire, members: z.array(fleetMemberWire) }),
  { names: { fleet: "answer" } },
).register(components, { id: "DrillResult" });

/** What a process that follows the server says that it serves. */
export const processReportWire = record(
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    revision: revisionNumber,
    applied_ago_ms: z
      .number()
      .min(0)
      .describe("For how many milliseconds the process has served the revision, by its own clock."),
    state_source: stateSource,
    problems: z.array(z.string().min(1).max(100)).max(20),
  }),
).register(components, { id: "ProcessReport" });
