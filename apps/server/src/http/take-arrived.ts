import type { Readable } from "node:stream";

/** What is read of a message of HTTP. */
export type Message = Readable & { readonly complete: boolean };

/**
 * The whole body of a message, where all of it is here already, as that of most requests is by the time their key
 * was looked at: an iterator over its pieces would cost as much as a key check. Null for any other, which is untouched.
 */
export function takeArrived(message: Message): Uint8Array | null {
  if (!message.complete || message.destroyed || message.readableDidRead) return null;
  const bytes: unknown = message.read();
  return bytes instanceof Uint8Array ? bytes : null;
}
