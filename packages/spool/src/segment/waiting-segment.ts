import type { CallGap } from "@promptrail/core/call-log";

/** A segment of which something may wait to be brought to the call log. */
export interface WaitingSegment {
  readonly path: string;
  readonly id: string;
  /** Of the file. */
  size: number;
  /** Everything before it was brought, or needs not be. */
  shipped: number;
  /** How many calls in it wait. */
  calls: number;
  /** What the call log refused of it, by family and lane. */
  readonly refused: Map<string, CallGap>;
}

/** The name of an owner's segment; in the order of their names they follow each other. */
export function toSegmentName(number: number): string {
  return `${String(number).padStart(10, "0")}.segment`;
}

export function isSegmentName(name: string): boolean {
  return /^\d{10}\.segment$/.test(name);
}
