import type { AcknowledgedRevisions } from "./lock.js";

/** The revision that is acknowledged for an environment; 0 where none is. */
export function findAcknowledgedRevision(
  revisions: AcknowledgedRevisions,
  environment: string,
): number {
  // An environment may be called what every object has: `constructor`.
  return (Object.hasOwn(revisions, environment) ? revisions[environment] : undefined) ?? 0;
}
