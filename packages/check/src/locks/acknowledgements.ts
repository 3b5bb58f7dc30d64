import { type AcknowledgedRevisions, findAcknowledgedRevision } from "@promptrail/core/lifecycle";

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
