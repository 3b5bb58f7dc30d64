import type { Message } from "./message.js";

/** Whether a conversation asks for caching anywhere. */
export function hasCacheHint(messages: readonly Message[]): boolean {
  return messages.some(({ content }) =>
    content.some((part) => part.type === "text" && part.cache !== undefined),
  );
}
