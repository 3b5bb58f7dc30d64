import type { Snapshot } from "@promptrail/core";
import type { Head } from "./read-news.js";

/** What a watch has told, and with what it checks the next news. */
export interface Seen {
  revision: number;
  head: Head | null;
  /** The state at `revision`, on which the next news is put; null until it was read once. */
  base: Snapshot | null;
  /** Signs what is announced; null until the first look. */
  announcementKey: string | null;
  /** The hash of the last head that was reported as a step back. */
  regression: string | null;
}
