import { raceWithLimit } from "@promptrail/core/lifecycle";

/** Waits for something, at most so long; false where it is not there by then. Throws what it throws. */
export function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  return raceWithLimit(
    work.then(() => true),
    limitMs,
    () => false,
  );
}
