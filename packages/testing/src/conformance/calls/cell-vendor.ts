import { type Provider, ProviderError, type ProviderErrorKind } from "@promptrail/core";
import {
  type Completion,
  type CompletionRequest,
  limitCall,
  noUsage,
  type ProviderCall,
  parseRetryAfter,
  type StreamEvent,
} from "@promptrail/core/provider-kit";
import { fakeProvider } from "../../provider/fake-provider.js";
import type { CallCell, CallPhase, RetryAfterForm } from "./call-cell.js";

/** How long after a request each phase ends, in milliseconds, and the whole answer is there. */
export const phaseMs: Readonly<Record<CallPhase, number>> = {
  "before headers": 10,
  "before content": 20,
  "after content": 30,
  "before the end": 40,
};
export const answerMs = 50;

/** The price of one answer, in US dollars: one token of input. */
export const answerCost = 1;

/** One request as the vendor saw it; times in milliseconds since 1970. */
export interface SeenRequest {
  readonly provider: string;
  readonly at: number;
  readonly deadline: number;
}

/** A reply's clock is an hour ahead of ours: dates in it count from its own. */
const vendorAheadMs = 3_600_000;

interface CellVendor {
  readonly id: string;
  /** What it does; null for a vendor that is well. */
  readonly cell: CallCell | null;
  readonly seen: SeenRequest[];
  /** Called where the cell's caller gives up. */
  readonly giveUp: () => void;
}

type Piece = { readonly atMs: number; readonly event: StreamEvent };

/** A vendor that acts a cell out, and keeps each request's signal and deadline as plugins do. */
export function cellVendor(vendor: CellVendor): Provider {
  const prices = { input: answerCost * 1_000_000, output: 0 };
  const models = { m: { contextWindow: 1_000, maxOutput: 100, prices, settings: [] } };
  return {
    ...fakeProvider({ id: vendor.id, models }),
    complete: async (request, call) => {
      for await (const event of act(vendor, request, call)) {
        if (event.type === "finish") return event.completion;
      }
      throw new Error("A script without an end.");
    },
    stream: (request, call) => act(vendor, request, call),
  };
}

async function* act(
  vendor: CellVendor,
  { model }: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent> {
  const { id, cell, seen, giveUp } = vendor;
  const requests = seen.filter(({ provider }) => provider === id).length;
  seen.push({ provider: id, at: Date.now(), deadline: call.deadline });
  const failing = cell !== null && (cell.course === "always" || requests === 0) ? cell : null;
  const limit = limitCall(call);
  const fail = (kind: ProviderErrorKind, retryAfterMs?: number) =>
    new ProviderError({ kind, provider: id, reason: "as scripted", retryAfterMs });
  let at = 0;
  const pass = async (untilMs: number) => {
    await waitFor(limit.signal, untilMs - at);
    at = untilMs;
    const ended = limit.ended();
    if (ended !== null) throw fail(ended);
  };
  try {
    const failsMs = failing === null ? Number.POSITIVE_INFINITY : phaseMs[failing.phase];
    for (const { atMs, event } of toPieces(model).filter((piece) => piece.atMs < failsMs)) {
      await pass(atMs);
      yield event;
    }
    if (failing === null) return;
    await pass(failsMs);
    if (failing.failure === "cancelled") giveUp();
    if (failing.failure === "cancelled" || failing.failure === "silence") {
      await pass(Number.POSITIVE_INFINITY);
    }
    if (failing.failure === "unexpected") throw new TypeError("a fault of the plugin's own");
    if (failing.failure !== "incomplete_stream") {
      throw fail(toKind(failing), readRetryAfter(failing.retryAfter));
    }
    yield { type: "finish", completion: { ...toCompletion(model), outcome: "incomplete_stream" } };
  } finally {
    limit.release();
  }
}

/** A whole answer: two pieces of text and the end. */
function toPieces(model: string): readonly Piece[] {
  return [
    { atMs: phaseMs["after content"] - 5, event: { type: "text-delta", text: "half " } },
    { atMs: phaseMs["before the end"] - 5, event: { type: "text-delta", text: "whole" } },
    { atMs: answerMs, event: { type: "finish", completion: toCompletion(model) } },
  ];
}

function toCompletion(model: string): Completion {
  return {
    outcome: "ok",
    text: "half whole",
    reasoning: "",
    toolCalls: [],
    usage: { ...noUsage, input: 1, output: 1 },
    model,
    requestId: null,
    stopReason: null,
    warnings: [],
  };
}

function toKind({ failure }: CallCell): ProviderErrorKind {
  if (failure === "silence") return "timeout";
  return failure === "incomplete_stream" || failure === "unexpected" ? "server_error" : failure;
}

/** As plugins read it, from a reply that came now. */
function readRetryAfter(form: RetryAfterForm): number | undefined {
  const date = Date.now() + vendorAheadMs;
  const toHttpDate = (time: number) => new Date(time).toUTCString();
  const texts: Readonly<Record<RetryAfterForm, string | null>> = {
    absent: null,
    "0": "0",
    "1": "1",
    "3600": "3600",
    negative: "-5",
    "past date": toHttpDate(date - 60_000),
    "future date": toHttpDate(date + 2_000),
    "a word": "soon",
  };
  const headers = new Headers({ date: toHttpDate(date) });
  const text = texts[form];
  if (text !== null) headers.set("retry-after", text);
  return parseRetryAfter(headers);
}

/** Ends early once the signal fires. */
function waitFor(signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
