import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type CallGap, type LoggedCall, toLostCall } from "@promptrail/core/call-log";
import { readCallIntent } from "../record/read-payload.js";
import { headerBytes } from "../record/segment-header.js";
import { readSegment, readSegmentHeader } from "../segment/read-segment.js";
import { isSegmentName, type WaitingSegment } from "../segment/waiting-segment.js";
import { OwnerTally } from "./owner-tally.js";

/** What a dead owner left. */
export interface Stock {
  /** Oldest first. Of what stands there only calls and final gaps are still to be brought. */
  readonly segments: WaitingSegment[];
  /** Calls that had begun and of which nothing else is known, as records. */
  readonly orphans: readonly LoggedCall[];
  /** Losses that were counted and not final yet, and what is missing. */
  readonly gaps: readonly CallGap[];
}

/**
 * Looks through a dead owner's folder, and changes nothing.
 *
 * @returns null where a later build wrote it: that is to bring it. Throws file system errors.
 */
export async function takeStock(folder: string): Promise<Stock | null> {
  const tally = new OwnerTally();
  const segments: WaitingSegment[] = [];
  const paths = listSegments(folder);
  for (const path of paths) {
    const header = await readSegmentHeader(path);
    if (header === "later") return null;
    const id = header?.id ?? basename(path);
    tally.beginSegment({ id, header, changedAt: statSync(path).mtime });
    let end = headerBytes;
    const before = tally.calls;
    for await (const records of readSegment({ source: path })) {
      for (const record of records) tally.take(record);
      end = records.at(-1)?.to ?? end;
    }
    const size = statSync(path).size;
    if (path === paths.at(-1) && end < size) tally.takeTail(readFileSync(path).subarray(end));
    const calls = tally.calls - before;
    segments.push({ path, id, size, shipped: headerBytes, calls, refused: new Map() });
  }
  const orphans = tally.listOpen().map((payload) => toLostCall(readCallIntent(payload)));
  return { segments, orphans, gaps: tally.listGaps() };
}

/** Oldest first. */
export function listSegments(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter(isSegmentName)
    .sort()
    .map((name) => join(folder, name));
}
