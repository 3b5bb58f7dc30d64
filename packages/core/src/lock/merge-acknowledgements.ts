import type { AcknowledgedRevisions } from "./lock.js";

/** For each environment the highest of its revisions: what was acknowledged once stays so. */
export function mergeAcknowledgements(
  ...all: readonly (AcknowledgedRevisions | undefined)[]
): AcknowledgedRevisions {
  const highest = new Map<string, number>();
  for (const [environment, revision] of all.flatMap((each) => Object.entries(each ?? {}))) {
    highest.set(environment, Math.max(highest.get(environment) ?? 0, revision));
  }
  return Object.fromEntries(highest);
}
