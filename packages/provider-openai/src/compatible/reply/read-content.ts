import type { JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import type { ChatMessage } from "../chat-reply.js";

/** What of a message, or of a piece of one, people read. */
export interface ReadMessage {
  /** Null where the message has no content at all. */
  readonly text: string | null;
  readonly refusal: string;
  readonly reasoning: string;
}

/** A message's texts, whatever form they have: one text, or parts. */
export function readContent(message: ChatMessage): ReadMessage {
  const { content } = message;
  const refusal = message.refusal ?? "";
  const reasoning = message.reasoning_content ?? message.reasoning ?? "";
  if (content === null || content === undefined) return { text: null, refusal, reasoning };
  if (typeof content === "string") return { text: content, refusal, reasoning };
  return {
    text: content.map((part) => readPart(part, "text")).join(""),
    refusal: refusal + content.map((part) => readPart(part, "refusal")).join(""),
    reasoning: reasoning + content.map(readThought).join(""),
  };
}

/** `{ type: "text", text }`, `{ type: "refusal", refusal }`, or a text that stands in the list as it is. */
function readPart(part: JsonValue, member: "text" | "refusal"): string {
  if (typeof part === "string") return member === "text" ? part : "";
  const found = isJsonObject(part) && !isThought(part) ? part[member] : undefined;
  return typeof found === "string" ? found : "";
}

/** `{ type: "thinking", thinking }`, where `thinking` is a text or a list of parts. */
function readThought(part: JsonValue): string {
  if (!isJsonObject(part) || !isThought(part)) return "";
  const thought = part["thinking"] ?? part["text"];
  if (typeof thought === "string") return thought;
  return isJsonList(thought) ? thought.map((each) => readPart(each, "text")).join("") : "";
}

function isThought(part: { readonly [key: string]: JsonValue }): boolean {
  return part["type"] === "thinking" || part["type"] === "reasoning";
}
