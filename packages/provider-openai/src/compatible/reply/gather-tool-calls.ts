import type { JsonValue } from "@promptrail/core";
import type { ChatToolCall } from "../chat-reply.js";

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
  const places = new CallPlaces();
  return {
    add: (piece) => {
      const at = places.find(piece, calls);
      const before = calls[at];
      const call = {
        index: before?.index ?? piece.index ?? null,
        // Later pieces may hold empty texts where they have nothing to say.
        id: before?.id || (piece.id ?? ""),
        name: before?.name || (piece.function?.name ?? ""),
        input: `${before?.input ?? ""}${toText(piece.function?.arguments ?? "")}`,
      };
      calls[at] = call;
      places.note(call, at);
    },
    list: () => calls.map(({ id, name, input }) => ({ id, function: { name, arguments: input } })),
  };
}

/** A value that stands where a text of JSON should. */
export function toText(input: JsonValue): string {
  return typeof input === "string" ? input : JSON.stringify(input);
}

/** Where the last call of each index and id stands. A stream may hold as many as fit into an answer. */
class CallPlaces {
  readonly #byIndex = new Map<number, number>();
  /** By id alone, and by index and id. */
  readonly #byId = new Map<string, number>();

  /** The place of the call that a piece belongs to; the next free one where it begins a new call. */
  find(piece: ChatToolCall, calls: readonly GrowingCall[]): number {
    const id = piece.id ?? "";
    const index = piece.index ?? null;
    const same = id === "" ? undefined : this.#byId.get(toKey(index, id));
    if (same !== undefined) return same;
    const last = index === null ? calls.length - 1 : (this.#byIndex.get(index) ?? -1);
    const isNew = last < 0 || (id !== "" && calls[last]?.id !== "");
    return isNew ? calls.length : last;
  }

  /** A call may get a piece, or its id, after one that came later. */
  note({ index, id }: GrowingCall, at: number): void {
    if (index !== null) this.#byIndex.set(index, Math.max(at, this.#byIndex.get(index) ?? at));
    if (id === "") return;
    for (const key of [toKey(null, id), toKey(index, id)]) {
      this.#byId.set(key, Math.max(at, this.#byId.get(key) ?? at));
    }
  }
}

function toKey(index: number | null, id: string): string {
  return `${index ?? ""} ${id}`;
}
