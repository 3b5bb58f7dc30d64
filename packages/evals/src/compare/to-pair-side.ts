import {
  type Attempt,
  type CallRecord,
  isPromptrailError,
  type JsonObject,
} from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { readSpending } from "../runner/read-returned.js";
import type { RunAnswer } from "../runner/run-answer.js";
import type { PairFailure, PairSide } from "./compared-pair.js";

/** What of a call's record a comparison reads. */
export interface PairRecord
  extends Pick<CallRecord, "outcome" | "success" | "text" | "data" | "usage" | "cost">,
    Pick<CallRecord, "fallback" | "error" | "durationMs"> {
  readonly attempts: readonly Pick<Attempt, "latencyMs">[];
}

/**
 * A production call or a shadow run, as its record tells it: its latency is that of the attempt that answered. A record keeps
 * no tool calls, so that an eval sees none. A text of null beside an outcome is one that the log does not keep.
 */
export function recordToPairSide(record: PairRecord): PairSide {
  const { outcome, success, text, data, usage, cost, fallback, error } = record;
  return {
    outcome,
    success,
    text: outcome === null ? "" : text,
    data,
    usage,
    cost,
    latencyMs: outcome === null ? null : (record.attempts.at(-1)?.latencyMs ?? record.durationMs),
    fallback,
    failure: outcome === null ? toFailure(error ?? {}) : null,
  };
}

/** An answer to a case, as a function that runs a version returns it. */
export function answerToPairSide(answer: RunAnswer): PairSide {
  const { outcome, success, text, data, toolCalls = [], durationMs } = answer;
  const spent = readSpending(answer);
  return {
    outcome,
    success,
    text,
    data,
    toolCalls,
    ...spent,
    latencyMs: durationMs,
    fallback: false,
    failure: null,
  };
}

/** What such a function threw: no answer came. An error that is none of ours is the version's. */
export function errorToPairSide(error: unknown): PairSide {
  const known = isPromptrailError(error) ? { code: error.code, data: error.data } : {};
  return {
    outcome: null,
    success: false,
    text: "",
    data: null,
    usage: noUsage,
    cost: null,
    latencyMs: null,
    fallback: false,
    failure: toFailure(known),
  };
}

/** Provider errors that what the version sends brings about. */
const versionKinds: ReadonlySet<string> = new Set(["bad_request", "not_found"]);
/** Errors of ours that say nothing of a version. */
const otherCodes: ReadonlySet<string> = new Set([
  "unavailable",
  "rate_limited",
  "store_unavailable",
]);

/** The error of a record, read leniently: an older build wrote it. */
function toFailure({ code, data }: JsonObject): PairFailure {
  const kind = typeof data === "object" && data !== null && "kind" in data ? data.kind : null;
  if (code === "provider_failed") {
    if (typeof kind !== "string") return { kind: code, fault: "vendor" };
    if (kind === "cancelled") return { kind, fault: "other" };
    return { kind, fault: versionKinds.has(kind) ? "version" : "vendor" };
  }
  if (typeof code !== "string") return { kind: "unexpected", fault: "version" };
  return { kind: code, fault: otherCodes.has(code) ? "other" : "version" };
}
