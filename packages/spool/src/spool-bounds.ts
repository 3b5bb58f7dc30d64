import { deadBytes } from "./ship/dead-letters.js";

/** What a spool takes where its settings say nothing else. */
export const spoolBounds = {
  /** Of the files of one process and of what it took over. */
  maxBytes: 2_147_483_648,
  segmentBytes: 16_777_216,
  deadBytes,
} as const;
