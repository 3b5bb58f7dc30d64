import type { StateSource } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber } from "../../schemas/fields.js";
import { stateSourceWire } from "./state-source-wire.js";

/** Whether a server can do its work, and what is wrong. Told without a key, so it names no family. */
export interface Readiness {
  readonly ready: boolean;
  /** True where `problems` holds something: it serves, and somebody should look. */
  readonly degraded: boolean;
  readonly environment: string;
  readonly revision: number;
  readonly stateSource: StateSource;
  readonly problems: readonly string[];
}

export const readinessWire = z
  .object({
    ready: z.boolean(),
    degraded: z.boolean(),
    environment: z.string(),
    revision: revisionNumber,
    state_source: stateSourceWire,
    problems: z.array(z.string()),
  })
  .register(components, { id: "Readiness" });

export type ReadinessWire = z.infer<typeof readinessWire>;

export function toReadinessWire({ stateSource, problems, ...same }: Readiness): ReadinessWire {
  return { ...same, state_source: stateSource, problems: [...problems] };
}

export function fromReadinessWire({
  state_source: stateSource,
  ...same
}: ReadinessWire): Readiness {
  return { ...same, stateSource };
}
