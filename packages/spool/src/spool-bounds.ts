import type { Bound } from "@promptrail/core/lifecycle";
import { deadBytes } from "./ship/dead-letters.js";

/** What a spool takes where its settings say nothing else. */
export const spoolDefaults = { maxBytes: 2_147_483_648, segmentBytes: 16_777_216 } as const;

/** The bounds of a spool, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const spoolBounds: readonly Bound[] = [
  { name: "calls that wait on disk, of one process", value: spoolDefaults.maxBytes, unit: "bytes" },
  { name: "calls that the call log refuses, kept on disk", value: deadBytes, unit: "bytes" },
];
