import type { Status } from "@promptrail/core";
import type { LockedVersion } from "@promptrail/core/lifecycle";

interface MovedStatus {
  readonly version: string;
  readonly from: Status;
  readonly to: Status;
}

type LockedVersions = Readonly<Record<string, LockedVersion>>;

/** The versions whose declared status another lock has otherwise. One that is new there was no more than a draft. */
export function findMovedStatuses(
  before: LockedVersions,
  after: LockedVersions,
): readonly MovedStatus[] {
  return Object.entries(after)
    .map(([version, { status }]) => ({
      version,
      from: before[version]?.status ?? "draft",
      to: status,
    }))
    .filter(({ from, to }) => from !== to);
}
