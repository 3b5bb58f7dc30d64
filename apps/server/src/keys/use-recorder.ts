import type { KeyUseCases } from "@promptrail/runtime";

/** Notes that a key was used. Nobody waits for it, and it never fails. */
export type UseRecorder = (id: string, at: Date) => void;

const minuteMs = 60_000;

/** Asks the store to note a key's use at most once a minute. */
export function createUseRecorder(keys: Pick<KeyUseCases, "noteUse">): UseRecorder {
  const notedAt = new Map<string, number>();
  const note = async (id: string, at: Date): Promise<void> => {
    try {
      await keys.noteUse(id, at);
    } catch {
      // A store that is away is reported elsewhere; the next use in a minute is noted again.
    }
  };
  return (id, at) => {
    if (at.getTime() - (notedAt.get(id) ?? Number.NEGATIVE_INFINITY) < minuteMs) return;
    notedAt.set(id, at.getTime());
    void note(id, at);
  };
}
