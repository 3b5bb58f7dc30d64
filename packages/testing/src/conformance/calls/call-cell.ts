import type { ProviderErrorKind } from "@promptrail/core";

/**
 * What goes wrong with a request. Beside a provider's kinds of failure: `silence`, a vendor that says nothing more;
 * `incomplete_stream`, an answer that breaks off; `unexpected`, an error that is no ProviderError. `timeout` is a reply
 * that says so (504), `cancelled` a caller who gives up.
 */
export type CallFailure = ProviderErrorKind | "silence" | "incomplete_stream" | "unexpected";

/** How far an answer came: nothing of it, its head, text, or all of it but the end. */
export type CallPhase = "before headers" | "before content" | "after content" | "before the end";

/** What a reply says of when to come back. */
export type RetryAfterForm =
  | "absent"
  | "0"
  | "1"
  | "3600"
  | "negative"
  | "past date"
  | "future date"
  | "a word";

/** One thing that a call may meet, and how it was made. */
export interface CallCell {
  readonly failure: CallFailure;
  readonly phase: CallPhase;
  readonly retryAfter: RetryAfterForm;
  readonly way: "call" | "stream";
  /** Whether the first request fails alone, or each request to this vendor. */
  readonly course: "once" | "always";
  /** Whether the version declares a fallback; its vendor is well. */
  readonly fallback: boolean;
}

const failures: readonly CallFailure[] = [
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "quota",
  "auth",
  "bad_request",
  "not_found",
  "network",
  "cancelled",
  "silence",
  "incomplete_stream",
  "unexpected",
];

const phases: readonly CallPhase[] = [
  "before headers",
  "before content",
  "after content",
  "before the end",
];

const retryAfterForms: readonly RetryAfterForm[] = [
  "absent",
  "0",
  "1",
  "3600",
  "negative",
  "past date",
  "future date",
  "a word",
];

/** What cannot happen, by why it cannot. */
export const exclusions: Readonly<Record<string, (cell: CallCell) => boolean>> = {
  "without a reply there is no Retry-After": ({ failure, retryAfter }) =>
    retryAfter !== "absent" && unreplied.has(failure),
  "what has not begun cannot break off": ({ failure, phase }) =>
    failure === "incomplete_stream" && phase === "before headers",
  "key, model and request are judged before the first word": ({ failure, phase }) =>
    judgedAtOnce.has(failure) && hasContent(phase),
  "a caller gives up once": ({ failure, course }) => failure === "cancelled" && course === "always",
};

const unreplied: ReadonlySet<CallFailure> = new Set([
  "network",
  "cancelled",
  "silence",
  "incomplete_stream",
  "unexpected",
]);

const judgedAtOnce: ReadonlySet<CallFailure> = new Set(["auth", "not_found", "bad_request"]);

/** Whether text had come before the failure. */
export function hasContent(phase: CallPhase): boolean {
  return phase === "after content" || phase === "before the end";
}

const combinations: readonly CallCell[] = failures.flatMap((failure) =>
  phases.flatMap((phase) =>
    retryAfterForms.flatMap((retryAfter) =>
      (["call", "stream"] as const).flatMap((way) =>
        (["once", "always"] as const).flatMap((course) =>
          [false, true].map((fallback) => ({
            failure,
            phase,
            retryAfter,
            way,
            course,
            fallback,
          })),
        ),
      ),
    ),
  ),
);

/** Every combination that can happen. */
export const callCells: readonly CallCell[] = combinations.filter(
  (cell) => !Object.values(exclusions).some((isExcluded) => isExcluded(cell)),
);

/** How many combinations each exclusion takes out, alone or with others, and how many are left. */
export function countCells(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { combinations: combinations.length };
  for (const [why, isExcluded] of Object.entries(exclusions)) {
    counts[why] = combinations.filter(isExcluded).length;
  }
  return { ...counts, cells: callCells.length };
}

/** `overloaded after content, Retry-After 1, stream, always, with a fallback` */
export function nameCell({ failure, phase, retryAfter, way, course, fallback }: CallCell): string {
  return `${failure} ${phase}, Retry-After ${retryAfter}, ${way}, ${course}, ${fallback ? "with a fallback" : "alone"}`;
}
