import { createHash } from "node:crypto";
import { createCallId, findTimeOfId } from "@promptrail/core/call-log";

/** Always the same id for the same thing of a segment, with the segment's time: what is told twice is told once. */
export function toStableId(segmentId: string, thing: string): string {
  const hash = createHash("sha256").update(`${segmentId} ${thing}`).digest("hex");
  const timed = createCallId(findTimeOfId(segmentId) ?? new Date(0));
  return `${timed.slice(0, 15)}${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
