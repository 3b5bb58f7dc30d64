import { randomUUID } from "node:crypto";

/**
 * An id that tells when it was made: a UUID of version 7 (RFC 9562), whose first 48 bits are the milliseconds since 1970.
 * A log finds the day of a call by its id.
 */
export function createCallId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  // Of a random UUID everything behind the version, whose variant is the same.
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${randomUUID().slice(15)}`;
}

const version7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** When the id was made, to the millisecond; null for an id of another kind. */
export function findTimeOfId(id: string): Date | null {
  const match = version7.exec(id);
  return match === null ? null : new Date(Number.parseInt(`${match[1]}${match[2]}`, 16));
}
