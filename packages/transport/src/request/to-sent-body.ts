import { Readable } from "node:stream";
import type { Outgoing } from "./outgoing.js";

export interface SentBody extends Pick<Outgoing, "body" | "isRepeatable"> {
  /** What the body says of its own type; null where it says nothing. */
  readonly type: string | null;
}

/** A body of `fetch` → what undici takes. Texts and bytes can be sent again, all else is read as it is sent. */
export function toSentBody(given: RequestInit["body"]): SentBody {
  if (given === null || given === undefined) return { body: null, type: null, isRepeatable: true };
  if (typeof given === "string") {
    return { body: given, type: "text/plain;charset=UTF-8", isRepeatable: true };
  }
  if (ArrayBuffer.isView(given)) {
    const { buffer, byteOffset, byteLength } = given;
    const body = new Uint8Array(buffer, byteOffset, byteLength);
    return { body, type: null, isRepeatable: true };
  }
  if (given instanceof ArrayBuffer) {
    return { body: new Uint8Array(given), type: null, isRepeatable: true };
  }
  // Forms, blobs and parameters know how they are written; a Response asks them.
  const { body, headers } = new Response(given);
  const stream = body === null ? null : Readable.from(body, { objectMode: false });
  return { body: stream, type: headers.get("content-type"), isRepeatable: false };
}
