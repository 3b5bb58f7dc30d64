import { setTimeout as delay } from "node:timers/promises";
import { PromptrailError } from "@promptrail/core";
import { isError } from "@promptrail/core/errors";
import { isUnreachable } from "@promptrail/core/portable";
import { tellOnce } from "../problems/tell-once.js";
import { within } from "../within.js";

const firstDelayMs = 250;
const longestDelayMs = 5_000;

interface Joining {
  /** Ends the attempts; one that is under way is left to itself. */
  readonly stop: () => void;
}

/**
 * Joins what tells what is live: at most `deadlineMs` are waited for it, then it goes on in the
 * background, with a growing delay between attempts, until it is joined or stopped.
 *
 * @throws what the first attempt throws in time; that the store is unavailable only where the process does
 * not start without it.
 */
export async function keepJoining(settings: {
  readonly join: () => Promise<void>;
  readonly deadlineMs: number;
  readonly startsWithoutStore: boolean;
  readonly onProblem: (error: unknown) => void;
}): Promise<Joining> {
  const { join, deadlineMs, startsWithoutStore, onProblem } = settings;
  const stopped = new AbortController();
  const first = join();
  const inTime = await within(first, deadlineMs).catch((error: unknown) => {
    if (!isUnreachable(error) || !startsWithoutStore) throw error;
    // At once: whoever made the process may ask it next what is wrong.
    onProblem(error);
    return null;
  });
  if (inTime === false && !startsWithoutStore) throw noAnswer(deadlineMs);
  if (inTime === false) onProblem(tooLate(deadlineMs));
  if (inTime !== true) void goOn(first, join, onProblem, stopped.signal);
  return { stop: () => stopped.abort() };
}

async function goOn(
  first: Promise<void>,
  join: () => Promise<void>,
  onProblem: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let attempt = first;
  const problems = tellOnce(onProblem);
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    try {
      return await attempt;
    } catch (error) {
      if (signal.aborted) return;
      problems.tell(isError(error) ? error : new Error(String(error)));
    }
    await delay(delayMs, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return;
    attempt = join();
  }
}

function noAnswer(deadlineMs: number): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The store did not answer within ${deadlineMs} ms. Check that it runs and can be reached from here.`,
  );
}

function tooLate(deadlineMs: number): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The live state is not known: the store did not answer within ${deadlineMs} ms. Until it answers, this process serves its last known state or, without one, what its code declares. Check that the store can be reached from here.`,
  );
}
