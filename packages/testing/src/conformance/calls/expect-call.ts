import { type CallCell, type CallFailure, hasContent, type RetryAfterForm } from "./call-cell.js";
import { answerMs, phaseMs } from "./cell-vendor.js";

/** What a call with a `cell` must come to. */
export interface ExpectedCall {
  /** One each request, in order: who was asked, and what came: an outcome, or a failure's name. */
  readonly attempts: readonly { readonly provider: "first" | "second"; readonly came: string }[];
  /** How long the call takes, in milliseconds. Where waits are random: at least, and at most. */
  readonly leastMs: number;
  readonly mostMs: number;
  /** An outcome, or a failure's name. */
  readonly ends: string;
  /** The pieces of text that a stream shows. */
  readonly shown: readonly string[];
}

/** The call has a minute, and a model three fifths of it while a fallback remains. */
export const callMs = 60_000;
const shareBeforeFallback = 0.6;
const mostRequests = 3;

/** May be over soon: these are repeated. */
const passing: ReadonlySet<CallFailure> = new Set([
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "network",
  "incomplete_stream",
]);
/** Another model would meet the same, or nobody wants its answer. */
const final: ReadonlySet<CallFailure> = new Set(["bad_request", "cancelled", "unexpected"]);
/** Wait at least the half: they are asked too much already. */
const overrun: ReadonlySet<CallFailure> = new Set(["rate_limited", "overloaded"]);

/** What a vendor asks for, in milliseconds; null where it says nothing that can be read. */
const asked: Readonly<Record<RetryAfterForm, number | null>> = {
  absent: null,
  "0": 0,
  "1": 1_000,
  "3600": 3_600_000,
  negative: 0,
  "past date": 0,
  "future date": 2_000,
  "a word": null,
};

/**
 * The rule, written from what is promised and not from the code that keeps it: a call is repeated up to three times within its
 * deadline, never once its reader was shown text, as late as the vendor asks for; then its fallback is asked.
 */
export function expectCall(cell: CallCell): ExpectedCall {
  const { failure, phase, way, course, fallback } = cell;
  const isShown = way === "stream" && hasContent(phase);
  const routeMs = fallback ? callMs * shareBeforeFallback : callMs;
  const attempts: ExpectedCall["attempts"][number][] = [];
  let [leastMs, mostMs] = [0, 0];
  const end = (ends: string, shown: readonly string[]) => ({
    attempts,
    leastMs,
    mostMs,
    ends,
    shown: way === "stream" ? shown : [],
  });
  const answer = (provider: "first" | "second") => {
    attempts.push({ provider, came: "ok" });
    leastMs += answerMs;
    mostMs += answerMs;
    return end("ok", ["half ", "whole"]);
  };
  for (let request = 1; ; request += 1) {
    if (request > 1 && course === "once") return answer("first");
    attempts.push({ provider: "first", came: nameOf(failure) });
    if (failure === "silence") [leastMs, mostMs] = [routeMs, routeMs];
    else {
      leastMs += phaseMs[phase];
      mostMs += phaseMs[phase];
    }
    if (isShown) return end(nameOf(failure), showUntil(cell));
    const [leastWaitMs, mostWaitMs] = findWait(cell, request);
    const isRepeated =
      passing.has(failure) && request < mostRequests && mostMs + mostWaitMs < routeMs;
    if (!isRepeated) break;
    leastMs += leastWaitMs;
    mostMs += mostWaitMs;
  }
  if (fallback && !final.has(failure)) return answer("second");
  return end(nameOf(failure), showUntil(cell));
}

/** At least, and at most, in milliseconds. */
function findWait({ failure, retryAfter }: CallCell, request: number): readonly [number, number] {
  const wish = asked[retryAfter];
  if (wish !== null) return [wish, wish];
  const mostMs = 500 * 2 ** (request - 1);
  return [overrun.has(failure) ? mostMs / 2 : 0, mostMs];
}

/** As records name it. */
function nameOf(failure: CallFailure): string {
  return failure === "silence" ? "timeout" : failure;
}

function showUntil({ phase }: CallCell): readonly string[] {
  if (!hasContent(phase)) return [];
  return phase === "before the end" ? ["half ", "whole"] : ["half "];
}
