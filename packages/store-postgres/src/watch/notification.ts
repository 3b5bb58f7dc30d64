import type { FamilyState } from "@promptrail/core";

/** Where decisions of all environments are announced. */
export const decisionChannel = "promptrail_decision";

/** PostgreSQL refuses a payload of 8,000 bytes or more. */
const payloadLimit = 8_000;

interface Announcement {
  readonly environment: string;
  readonly revision: number;
}

/** What a decision announces: a hint that a newer revision is there, and what it says. */
export function toPayload(environment: string, revision: number, state: FamilyState): string {
  const payload = JSON.stringify({
    environment,
    revision,
    family: state.family,
    active_version: state.activeVersion,
    hold: state.hold === null ? null : state.hold.revision,
  });
  if (Buffer.byteLength(payload) < payloadLimit) return payload;
  const short = JSON.stringify({ environment, revision });
  return Buffer.byteLength(short) < payloadLimit ? short : "";
}

/** False only where the payload says that it is about something else or nothing new. */
export function isNews(payload: string, environment: string, knownRevision: number): boolean {
  const announcement = parseAnnouncement(payload);
  if (announcement === null) return true;
  return announcement.environment === environment && announcement.revision > knownRevision;
}

function parseAnnouncement(payload: string): Announcement | null {
  try {
    const parsed: unknown = JSON.parse(payload);
    return isAnnouncement(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isAnnouncement(value: unknown): value is Announcement {
  return (
    typeof value === "object" &&
    value !== null &&
    "environment" in value &&
    "revision" in value &&
    typeof value.revision === "number"
  );
}
