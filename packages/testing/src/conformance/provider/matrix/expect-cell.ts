import type { Outcome, ProviderErrorKind } from "@promptrail/core";
import type { Wire } from "../../../upstream/wire.js";
import { findEventKind, type ProviderCell } from "./axes.js";

/** One end of a call that keeps the port's promises. */
export type CellEnd =
  | { readonly outcome: Outcome }
  | {
      readonly kind: ProviderErrorKind;
      /** In milliseconds; undefined where the reply asks for no wait. */
      readonly retryAfterMs: number | undefined;
    };

/** What one HTTP status says, where the vendor has no better word. Two kinds where the design knows both for it. */
const kindsOfStatus = {
  307: ["not_found", "bad_request"],
  400: ["bad_request"],
  401: ["auth"],
  402: ["quota"],
  403: ["auth"],
  404: ["not_found"],
  408: ["timeout"],
  413: ["bad_request"],
  422: ["bad_request"],
  429: ["rate_limited"],
  500: ["server_error"],
  502: ["server_error"],
  503: ["overloaded", "server_error"],
  504: ["timeout", "server_error"],
  529: ["overloaded"],
} as const satisfies Record<number, readonly ProviderErrorKind[]>;

/** How long each form of `Retry-After` asks to wait: what is negative is no wait, and what is no time says nothing. */
export const waitMs: Readonly<Record<ProviderCell["wait"], number | undefined>> = {
  absent: undefined,
  "0": 0,
  "1": 1000,
  "3600": 3_600_000,
  "-5": 0,
  "date past": 0,
  "date future": 90_000,
  soon: undefined,
};

/** Kinds after which the same request may succeed later. */
export const retryableKinds: ReadonlySet<ProviderErrorKind> = new Set([
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "network",
]);

/**
 * How a cell may end, by what had come when it broke:
 *
 * 1. What does not end by itself ends at the deadline, as `timeout`; or as the failure that its headers told.
 * 2. Nothing came: `network`.
 * 3. The headers tell of a failure: that, whatever becomes of its body. A word of the vendor's counts where it came.
 * 4. An event tells of a failure: that, whatever the status.
 * 5. The answer came whole: `ok`.
 * 6. A stream that has shown some of the answer: `incomplete_stream`.
 * 7. A part of an answer that nobody has seen: a failure that may be tried again, or `incomplete_stream`, which is
 *    one for a call that waits for the whole.
 */
export function expectCell(
  cell: ProviderCell,
  { failures }: Pick<Wire, "failures">,
): readonly CellEnd[] {
  const { method, phase, fault } = cell;
  const isUnheard = phase === "connect" || phase === "headers";
  const told = isUnheard ? [] : listToldFailures(cell, failures);
  if (fault === "silence" || fault === "slow-drip") {
    return [fail("timeout"), { kind: "timeout", retryAfterMs: waitMs[cell.wait] }, ...told];
  }
  if (isUnheard) return [fail("network")];
  if (told.length > 0) return told;
  const event = findEventKind(fault);
  if (event !== null) return [fail(event)];
  if (fault === "none") return [{ outcome: "ok" }];
  if (method === "stream" && phase !== "before-content") return [{ outcome: "incomplete_stream" }];
  const isUnreadable = fault === "malformed" || fault === "early-end";
  const failed = isUnreadable ? [fail("network"), fail("server_error")] : [fail("network")];
  return method === "stream" ? failed : [...failed, { outcome: "incomplete_stream" }];
}

/** The failures that a reply's headers tell of, by its status and by the word in a body that may have come. */
function listToldFailures(
  { reply, fault, wait }: ProviderCell,
  { quota }: Wire["failures"],
): readonly CellEnd[] {
  if (reply === 200) return [];
  const retryAfterMs = waitMs[wait];
  const toEnd = (kind: ProviderErrorKind) => ({ kind, retryAfterMs });
  if (reply !== "quota") return kindsOfStatus[reply].map(toEnd);
  if (fault === "none") return [toEnd("quota")];
  // Half of the body may hold the word, or not.
  return [toEnd("quota"), ...findStatusKinds(quota?.status).map(toEnd)];
}

function findStatusKinds(status: number | undefined): readonly ProviderErrorKind[] {
  return Object.entries(kindsOfStatus).find(([known]) => Number(known) === status)?.[1] ?? [];
}

function fail(kind: ProviderErrorKind): CellEnd {
  return { kind, retryAfterMs: undefined };
}
