import { PromptrailError } from "@promptrail/core";
import type { FamilyState } from "@promptrail/core/lifecycle";
import { listSome, versionKey } from "@promptrail/core/portable";
import { findUnmetNeeds, type NeedPorts } from "./find-unmet-needs.js";

/** @throws PromptrailError `not_eligible` where callers would be refused, with the names that they do not give. */
export async function requireReadyCallers(
  ports: NeedPorts,
  state: FamilyState | undefined,
  version: number,
): Promise<void> {
  if (state === undefined) return;
  const { family, activeVersion } = state;
  const missing = await findUnmetNeeds(ports, state, version);
  if (missing.length === 0) return;
  const key = versionKey(family, version);
  throw new PromptrailError(
    "not_eligible",
    `${key} cannot be promoted: ${describeUnmetNeeds(key, missing)} Deploy callers that give ${missing.length === 1 ? "it" : "them"} first, then confirm that they do with \`--callers-ready\`, or with \`callers_ready\` over HTTP.`,
    { family, version, active_version: activeVersion, requires: [...missing] },
  );
}

/** Two sentences about callers who give what the versions before needed. */
export function describeUnmetNeeds(key: string, missing: readonly string[]): string {
  const names = listSome(missing.map((path) => `'${path}'`));
  return `it requires ${names}, which no version that was live here required. Once ${key} is live, calls without ${missing.length === 1 ? "it" : "them"} are refused.`;
}
