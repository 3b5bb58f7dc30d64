import type { CallRecord } from "../calls/call-record.js";

/** The error code of a call whose process ended before it did: whether the vendor answered, nobody knows. */
export const lostInCrash = "lost_in_crash";

/** How a call ended, in one word: its outcome; of one that failed the provider's kind of failure, else the error's code. */
export function toOutcomeWord({ outcome, error }: Pick<CallRecord, "outcome" | "error">): string {
  if (outcome !== null) return outcome;
  const data = error?.["data"];
  const kind =
    typeof data === "object" && data !== null && !Array.isArray(data) && "kind" in data
      ? data["kind"]
      : null;
  if (typeof kind === "string") return kind;
  const code = error?.["code"];
  return typeof code === "string" ? code : "unexpected";
}
