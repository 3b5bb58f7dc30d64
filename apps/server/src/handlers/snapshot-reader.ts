import { PromptrailError, type Snapshot } from "@promptrail/core";
import type { ServedPromptrail } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";

export interface SnapshotReader {
  /** The newest snapshot that this process knows of. Throws `store_unavailable`, `not_supported`. */
  read(): Promise<Snapshot>;
  /** Tells of a revision that this process was the first to hear of: it decided it. */
  expect(revision: number): void;
}

const readMs = 1_500;

/** Asks the store once a revision, however many processes follow this one. */
export function createSnapshotReader(promptrail: ServedPromptrail): SnapshotReader {
  let known: Snapshot | null = null;
  let reading: Promise<Snapshot> | null = null;
  let expected = 0;
  const ask = async (): Promise<Snapshot> => {
    const { status } = requireStore(promptrail);
    known = await withDeadline(status.readSnapshot(), readMs, "The store");
    return known;
  };
  return {
    read: async () => {
      const newest = Math.max(expected, promptrail.status().revision);
      if (known !== null && known.revision >= newest) return known;
      reading ??= ask().finally(() => {
        reading = null;
      });
      return reading;
    },
    expect: (revision) => {
      expected = Math.max(expected, revision);
    },
  };
}

function requireStore({ store }: ServedPromptrail) {
  if (store !== null) return store;
  throw new PromptrailError(
    "not_supported",
    "This server follows another one and has no store of its own. Ask that one.",
  );
}
