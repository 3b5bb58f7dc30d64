import type { Message } from "@promptrail/core";

/**
 * Why no vendor would take these turns, with the cure; null where nothing is wrong with them. A result answers a call
 * that came before, once, and every call has a result by the end.
 */
export function findTurnFault(turns: readonly Message[]): string | null {
  const open = new Set<string>();
  const called = new Set<string>();
  for (const part of turns.flatMap(({ content }) => [...content])) {
    if (part.type === "tool_call") {
      if (called.has(part.id)) {
        return `two tool calls have the id "${part.id}". Give each call an id of its own`;
      }
      called.add(part.id);
      open.add(part.id);
    }
    if (part.type === "tool_result" && !open.delete(part.toolCallId)) {
      return called.has(part.toolCallId)
        ? `the tool call "${part.toolCallId}" has two results. Keep one`
        : `a tool result answers the call "${part.toolCallId}", which no turn before it makes. Add the assistant's turn with that call`;
    }
  }
  const [unanswered] = open;
  if (unanswered === undefined) return null;
  return `the tool call "${unanswered}" has no result. Add a user's turn with its tool_result`;
}
