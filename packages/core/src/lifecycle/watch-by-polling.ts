import type { Snapshot, SnapshotHead } from "./snapshot.js";

interface PollSettings {
  readonly readSnapshot: () => Promise<Snapshot>;
  /** Between two looks. A rollback must be heard within a second. */
  readonly pollMs: number;
}

/**
 * The watch of a store that nothing tells of decisions: it reads the state, one look after the other, and tells
 * each that is another than the last. What goes wrong is told as well, and it goes on.
 */
export function watchByPolling({ readSnapshot, pollMs }: PollSettings) {
  return async (
    revision: number,
    onSnapshot: (snapshot: Snapshot) => void,
    onProblem: (error: unknown) => void,
  ): Promise<() => Promise<void>> => {
    let told: SnapshotHead | null = null;
    let isStopped = false;
    let timer: NodeJS.Timeout | undefined;
    const look = async () => {
      try {
        const snapshot = await readSnapshot();
        const isKnown = told === null ? snapshot.revision === revision : isSame(snapshot, told);
        told = snapshot;
        if (!isKnown && !isStopped) onSnapshot(snapshot);
      } catch (error) {
        if (!isStopped) onProblem(error);
      }
    };
    const lookOn = async (): Promise<void> => {
      await look();
      if (!isStopped) timer = setTimeout(() => void lookOn(), pollMs);
    };
    await lookOn();
    return async () => {
      isStopped = true;
      clearTimeout(timer);
    };
  };
}

function isSame(one: SnapshotHead, other: SnapshotHead): boolean {
  return (
    one.storeId === other.storeId &&
    one.revision === other.revision &&
    one.headHash === other.headHash
  );
}
