import type { Snapshot, SnapshotHead } from "@promptrail/core/lifecycle";

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
