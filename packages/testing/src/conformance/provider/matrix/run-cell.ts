import type { ProviderError } from "@promptrail/core";
import type { Completion, StreamEvent } from "@promptrail/core/provider-kit";
import { askOnce, createMessages, requireProviderError } from "../checks/ask-provider.js";
import { BrokenPromise, expectNonEmpty, expectTrue, show, wholeCall } from "../expectations.js";
import type { ProviderHarness } from "../provider-harness.js";
import type { OpenLane } from "../provider-lane.js";
import { describeCell, type ProviderCell } from "./axes.js";
import { type CellEnd, expectCell, retryableKinds } from "./expect-cell.js";
import { scriptCell } from "./script-cell.js";

/** In milliseconds. */
export interface CellTimes {
  /** What a call has where nothing but its deadline ends it. */
  readonly short: number;
  /** What every other call has. */
  readonly long: number;
  /** How much later than its deadline a call may end, on a machine that is busy. */
  readonly grace: number;
}

export const cellTimes: CellTimes = { short: 300, long: 15_000, grace: 3000 };

interface CellRun {
  readonly lane: OpenLane;
  readonly harness: Pick<ProviderHarness, "wire">;
  readonly times: CellTimes;
}

/** Plays one cell to a provider. Throws BrokenPromise where what came of it keeps not the port's promises. */
export async function runCell(cell: ProviderCell, run: CellRun): Promise<void> {
  const { lane, harness, times } = run;
  const endsByDeadline = cell.fault === "silence" || cell.fault === "slow-drip";
  const seen = Promise.withResolvers<void>();
  lane.meet(scriptCell(cell, harness.wire, { secret: lane.secret, seen: seen.promise }));
  const begun = Date.now();
  const deadline = begun + (endsByDeadline ? times.short : times.long);
  const onEvent = (event: StreamEvent) => {
    if (event.type === "text-delta" || event.type === "reasoning-delta") seen.resolve();
  };
  const mark = ` (${describeCell(cell)})`;
  const request = { messages: createMessages(mark) };
  const asked = askOnce(lane, { method: cell.method, call: { deadline }, request }, onEvent).then(
    (completion) => ({ completion }),
    (error: unknown) => ({ error }),
  );
  const expected = expectCell(cell, harness.wire);
  const came = await endInTime(asked, deadline + times.grace - begun, expected);
  if ("completion" in came) expectCompletion(came.completion, expected);
  else expectFailure(requireProviderError(came.error, lane), expected);
  const sent = lane.countRequests(mark);
  expectTrue(sent <= 1, "requests", { expected: "one at most", came: sent });
}

/** A provider that does not end is one that fails, and not one that is waited for. */
async function endInTime<Ended>(
  asked: Promise<Ended>,
  milliseconds: number,
  expected: readonly CellEnd[],
): Promise<Ended> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(
      new BrokenPromise(wholeCall, describeEnds(expected), `nothing within ${milliseconds} ms`),
    );
  }, milliseconds);
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function expectCompletion(completion: Completion, expected: readonly CellEnd[]): void {
  const { outcome, text, usage } = completion;
  const isExpected = expected.some((end) => "outcome" in end && end.outcome === outcome);
  const came = `the outcome ${outcome}`;
  if (!isExpected) throw new BrokenPromise(wholeCall, describeEnds(expected), came);
  if (outcome === "ok") expectNonEmpty(text, "the text");
  // What a cut answer used is unknown, or counted: never zero.
  const isCounted = usage.input !== 0 && usage.output !== 0;
  expectTrue(isCounted, "usage", { expected: "no zero for what is unknown", came: usage });
}

function expectFailure(
  { kind, retryable, retryAfterMs }: ProviderError,
  expected: readonly CellEnd[],
): void {
  const isExpected = expected.some(
    (end) => "kind" in end && end.kind === kind && end.retryAfterMs === retryAfterMs,
  );
  if (!isExpected || retryable !== retryableKinds.has(kind)) {
    const came = describeFailure({ kind, retryable, retryAfterMs });
    throw new BrokenPromise(wholeCall, describeEnds(expected), came);
  }
}

function describeFailure({
  kind,
  retryable,
  retryAfterMs,
}: Pick<ProviderError, "kind" | "retryable" | "retryAfterMs">): string {
  const wait = retryAfterMs === undefined ? "" : `, retryAfterMs ${show(retryAfterMs)}`;
  return `${kind} (${retryable ? "retryable" : "not retryable"}${wait})`;
}

function describeEnds(ends: readonly CellEnd[]): string {
  const words = ends.map((end) =>
    "outcome" in end
      ? `the outcome ${end.outcome}`
      : describeFailure({ ...end, retryable: retryableKinds.has(end.kind) }),
  );
  return [...new Set(words)].join(" or ");
}
