import { once } from "node:events";
import { gzipSync } from "node:zlib";
import type { Fault } from "../fault.js";
import { eventStream, type WireReply } from "../wire.js";
import type { Playing } from "./playing.js";

const pieceBytes = 1_000_000;

/** Readers pass it over, so that they take many bytes without many events. */
const longComment = `: ${"-".repeat(50_000)}\n\n`;

/** Sends an answer that has no end. */
export async function playEndless(
  { wire, response }: Playing,
  reply: WireReply,
  { afterEvents, gzip = false }: Extract<Fault, { readonly type: "endless" }>,
): Promise<void> {
  const isStream = reply.events !== null;
  const { begin: first = [], content = [] } = reply.events ?? {};
  const open = [...first, ...content].slice(0, afterEvents);
  const whole = JSON.stringify(reply.body);
  const begin = isStream
    ? open.join("")
    : // Inside of a text, which then goes on.
      whole.slice(0, whole.lastIndexOf('"', whole.lastIndexOf('"') - 1) + 1);
  const again = isStream ? `${open.at(-1) ?? ""}${wire.filler ?? longComment}` : "and on ";
  const encode = (text: string) => (gzip ? gzipSync(text) : Buffer.from(text));
  response.writeHead(200, {
    "content-type": isStream ? (wire.streamType ?? eventStream) : "application/json",
    ...(gzip ? { "content-encoding": "gzip" } : {}),
  });
  response.write(encode(begin));
  const piece = encode(again.repeat(Math.ceil(pieceBytes / again.length)));
  // Fails with the response, which the next look at it tells.
  const closed = once(response, "close").catch(() => {});
  while (!response.destroyed) {
    if (response.write(piece)) await new Promise(setImmediate);
    else await Promise.race([once(response, "drain"), closed]);
  }
}
