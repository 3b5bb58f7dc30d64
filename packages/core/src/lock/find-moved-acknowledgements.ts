import { findAcknowledgedRevision } from "./find-acknowledged-revision.js";
import type { AcknowledgedRevisions } from "./lock.js";
import { mergeAcknowledgements } from "./merge-acknowledgements.js";

interface MovedAcknowledgement {
  readonly environment: string;
  /** 0 where nothing was acknowledged. */
  readonly from: number;
  readonly to: number;
}

/** The environments for which another lock acknowledges another revision. */
export function findMovedAcknowledgements(
  before: AcknowledgedRevisions,
  after: AcknowledgedRevisions,
): readonly MovedAcknowledgement[] {
  return Object.keys(mergeAcknowledgements(before, after))
    .map((environment) => ({
      environment,
      from: findAcknowledgedRevision(before, environment),
      to: findAcknowledgedRevision(after, environment),
    }))
    .filter(({ from, to }) => from !== to);
}
