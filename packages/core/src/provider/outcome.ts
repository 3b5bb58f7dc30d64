/** How an answer ended. Only `ok` is a success, and `tool_use` where the version declares tools. */
export const outcomes = [
  "ok",
  "tool_use",
  "truncated",
  "context_exceeded",
  "refused",
  "content_filtered",
  "paused",
  "incomplete_stream",
  "invalid_output",
] as const;

export type Outcome = (typeof outcomes)[number];

export function isSuccess(outcome: Outcome, declaresTools: boolean): boolean {
  return outcome === "ok" || (outcome === "tool_use" && declaresTools);
}
