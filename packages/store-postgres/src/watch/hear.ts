import { followDecisions, type Snapshot } from "@promptrail/core/lifecycle";
import { openDecisions, readPayload } from "../announcements/payload.js";
import type { Seen } from "./seen.js";

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
