import { PromptrailError } from "@promptrail/core";
import { createLoopTurns, type LoopTurns } from "./loop-turns.js";

/** So many calls are answered at once: each holds its body, its context and its vendor's answer. */
export const mostCalls = 512;

/** A call that is being answered. */
export interface RunningCall {
  /** Aborted when the caller goes away, or when the server ends its calls; the reason is then its error. */
  readonly signal: AbortSignal;
  /** For an answer that goes on after its head: the call is over when this is. Must not reject. */
  readonly lasts: (until: Promise<void>) => void;
  /** To be waited for before each further piece of its work. */
  readonly turn: LoopTurns;
}

/** The calls that a server answers, of which only so many go on at once. */
export interface CallsInFlight {
  /**
   * Answers a call whose caller has this signal.
   *
   * @throws PromptrailError `unavailable` where there is no room, and where the server ends its calls first.
   */
  run<Answer>(caller: AbortSignal, answer: (call: RunningCall) => Promise<Answer>): Promise<Answer>;
  /** Ends the calls that go on, each with an error, and takes no more. */
  end(): void;
}

/** @throws PromptrailError `config_invalid` for a number that is none of calls. */
export function createCallsInFlight(most: number = mostCalls): CallsInFlight {
  if (!Number.isSafeInteger(most) || most < 1) throw invalid(most);
  const running = new Set<(reason: PromptrailError) => void>();
  const turn = createLoopTurns();
  let isEnded = false;
  return {
    run: async (caller, answer) => {
      if (isEnded) throw stopping();
      if (running.size >= most) throw full(most);
      const abort = new AbortController();
      const ended = Promise.withResolvers<never>();
      // Where nobody waits for it any more, the answer's stream tells it.
      ended.promise.catch(() => {});
      const end = (reason: PromptrailError) => {
        ended.reject(reason);
        abort.abort(reason);
      };
      const leave = () => abort.abort(caller.reason);
      caller.addEventListener("abort", leave, { once: true });
      running.add(end);
      let over = Promise.resolve();
      const lasts = (until: Promise<void>) => {
        over = until;
      };
      try {
        const answering = turn().then(() => answer({ signal: abort.signal, lasts, turn }));
        return await Promise.race([ended.promise, answering]);
      } finally {
        void over.then(() => {
          running.delete(end);
          caller.removeEventListener("abort", leave);
        });
      }
    },
    end: () => {
      isEnded = true;
      const reason = stopping();
      for (const end of running) end(reason);
    },
  };
}

function invalid(most: number): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `The server cannot answer ${most} calls at once. Give mostCalls as a whole number of at least 1, or leave it out for ${mostCalls}.`,
    { most },
  );
}

function full(most: number): PromptrailError {
  return new PromptrailError(
    "unavailable",
    `This server is busy: it answers at most ${most} calls at once. Try again in a second, or use another server.`,
    { most },
  );
}

function stopping(): PromptrailError {
  return new PromptrailError(
    "unavailable",
    "This server stopped before the call was answered. Use another server, or try again in a few seconds.",
  );
}
