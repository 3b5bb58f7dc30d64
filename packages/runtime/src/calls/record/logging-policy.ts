import type { PromptrailConfig } from "@promptrail/core";
import type { CallLogging, Durability } from "@promptrail/core/call-log";
import { defaultRetention, type Retention, type RetentionDays } from "@promptrail/core/call-log";

/** How the calls of one family are logged: nothing is left open. */
export interface LoggingPolicy {
  readonly durability: Durability;
  /** True where a call returns once its record is on this machine's disk. */
  readonly waitsForDisk: boolean;
  readonly bodyRate: number;
  readonly retention: Retention;
}

export type PolicyOf = (family: string) => LoggingPolicy;

/** The family's own settings come before the config's, and those before the defaults. */
export function createPolicies(
  config: Pick<PromptrailConfig, "logging" | "families" | "spool">,
): PolicyOf {
  const { families = {}, logging = {} } = config;
  const hasSpool = config.spool !== undefined;
  const shared = toPolicy(logging, {}, hasSpool);
  const own = new Map(
    Object.entries(families).map(([name, family]) => [
      name,
      toPolicy(family.logging ?? {}, logging, hasSpool),
    ]),
  );
  return (family) => own.get(family) ?? shared;
}

function toPolicy(own: CallLogging, shared: CallLogging, hasSpool: boolean): LoggingPolicy {
  const durability = own.durability ?? shared.durability ?? (hasSpool ? "spool" : "memory");
  const figures = own.figureDays ?? shared.figureDays ?? defaultRetention.figures;
  const bodies = own.bodyDays ?? shared.bodyDays ?? defaultRetention.bodies;
  return {
    durability,
    waitsForDisk: durability === "spool" && (own.ack ?? shared.ack) === "fsync",
    bodyRate: own.bodyRate ?? shared.bodyRate ?? 1,
    // What was said is of no use without what came of it.
    retention: Object.freeze({ figures, bodies: shorter(bodies, figures) }),
  };
}

function shorter(one: RetentionDays, other: RetentionDays): RetentionDays {
  return one < other ? one : other;
}
