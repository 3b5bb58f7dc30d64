import type { ChatToolCall } from "./chat-reply.js";

interface GrowingCall {
  readonly index: number | null;
  readonly id: string;
  readonly name: string;
  readonly input: string;
}

/** The tool calls of a stream, as their pieces come. */
export interface GatheredToolCalls {
  add(piece: ChatToolCall): void;
  list(): readonly ChatToolCall[];
}

/**
 * Puts pieces together. By the wire's rules the index says which call a piece belongs to; vendors that leave
 * it out, or give each call the same, are told by the id: a new one begins a new call.
 */
export function gatherToolCalls(): GatheredToolCalls {
  const calls: GrowingCall[] = [];
  return {
    add: (piece) => {
      const at = findCall(calls, piece);
      const before = calls[at];
      calls[at] = {
        index: before?.index ?? piece.index ?? null,
        // Later pieces may hold empty texts where they have nothing to say.
        id: before?.id || (piece.id ?? ""),
        name: before?.name || (piece.function?.name ?? ""),
        input: `${before?.input ?? ""}${piece.function?.arguments ?? ""}`,
      };
    },
    list: () => calls.map(({ id, name, input }) => ({ id, function: { name, arguments: input } })),
  };
}

/** The place of the call that a piece belongs to; the next free one where it begins a new call. */
function findCall(calls: readonly GrowingCall[], piece: ChatToolCall): number {
  const id = piece.id ?? "";
  const index = piece.index ?? null;
  const isAtIndex = (call: GrowingCall) => index === null || call.index === index;
  const same = calls.findLastIndex((call) => isAtIndex(call) && id !== "" && call.id === id);
  if (same >= 0) return same;
  const last = calls.findLastIndex(isAtIndex);
  const isNew = last < 0 || (id !== "" && calls[last]?.id !== "");
  return isNew ? calls.length : last;
}
