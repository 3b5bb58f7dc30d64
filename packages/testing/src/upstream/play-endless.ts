import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Fault } from "./fault.js";
import type { WireReply } from "./wire.js";

const pieceBytes = 1_000_000;

/** Readers pass it over, so that they take many bytes without many events. */
const longComment = `: ${"-".repeat(50_000)}\n\n`;

/** Sends an answer that has no end. */
export async function playEndless(
  response: ServerResponse,
  { body, events }: WireReply,
  { afterEvents, gzip = false }: Extract<Fault, { readonly type: "endless" }>,
): Promise<void> {
  const isStream = events.length > 0;
  const whole = JSON.stringify(body);
  const begin = isStream
    ? events.slice(0, afterEvents).join("")
    : // Inside of a text, which then goes on.
      whole.slice(0, whole.lastIndexOf('"', whole.lastIndexOf('"') - 1) + 1);
  const again = isStream ? `${events[afterEvents - 1] ?? ""}${longComment}` : "and on ";
  const encode = (text: string) => (gzip ? gzipSync(text) : Buffer.from(text));
  response.writeHead(200, {
    "content-type": isStream ? "text/event-stream; charset=utf-8" : "application/json",
    ...(gzip ? { "content-encoding": "gzip" } : {}),
  });
  response.write(encode(begin));
  const piece = encode(again.repeat(Math.ceil(pieceBytes / again.length)));
  while (!response.destroyed) {
    if (response.write(piece)) await new Promise(setImmediate);
    else await Promise.race([once(response, "drain"), once(response, "close")]);
  }
}
