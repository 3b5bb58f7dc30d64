import { PromptrailError } from "@promptrail/core";
import type { CallOptions } from "../plan/call-options.js";

/** Longer ones are no ids of people. */
const longestSubject = 500;

/**
 * Whose data a call is about; null where nobody said.
 *
 * @throws PromptrailError `request_invalid`. Its message does not repeat the subject, which may be an address.
 */
export function readSubject({ subject }: Pick<CallOptions, "subject">): string | null {
  return subject === undefined ? null : requireSubject(subject);
}

/** @throws PromptrailError `request_invalid`. */
export function requireSubject(subject: unknown): string {
  if (typeof subject === "string" && subject.length > 0 && subject.length <= longestSubject) {
    return subject;
  }
  const came =
    typeof subject === "string" ? `a text of ${subject.length} characters` : `a ${typeof subject}`;
  throw new PromptrailError(
    "request_invalid",
    `The call's \`subject\` is ${came}. Give the id of the person whose data it is, as a text of 1 to ${longestSubject} characters.`,
    {},
  );
}
