import { followDecisions, type Snapshot, type SnapshotHead } from "@promptrail/core/lifecycle";
import { openDecisions, readPayload } from "../announcements/announcement.js";

/** What a watch has told last. */
export interface Seen {
  revision: number;
  /** Null where only the revision is known. */
  head: SnapshotHead | null;
  /** The state at `revision`, on which the next news is put; null until it was read once. */
  base: Snapshot | null;
  /** Signs what is announced; null until the first look. */
  announcementKey: string | null;
}

/**
 * What follows from a notification: a state to apply, where it carries the next decisions of the
 * history; `look`, where only the database can tell; `nothing`, where it is about something else.
 */
export function hear(
  payload: string,
  environment: string,
  seen: Seen,
): Snapshot | "look" | "nothing" {
  const announcement = readPayload(payload);
  if (announcement === null) return "look";
  if (announcement.environment !== environment) return "nothing";
  if (announcement.revision <= seen.revision) return "nothing";
  const { base, announcementKey } = seen;
  if (base === null || announcementKey === null) return "look";
  const decisions = openDecisions(announcement, announcementKey);
  return (decisions && followDecisions(base, decisions)) ?? "look";
}
