import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { constants, gzipSync } from "node:zlib";
import type { Break } from "../break.js";
import { toErrorEvent } from "../wire.js";
import { type BrokenReply, planBreak } from "./plan-break.js";
import type { Playing } from "./playing.js";

/** Between two bytes of a slow drip, in milliseconds. */
const dripMs = 15;

/** Breaks a connection of which no answer was sent yet. */
export function breakConnection(socket: Socket, { by }: Pick<Break, "by">): void {
  // The other side may have gone, or been sent away, before this one knows it.
  socket.on("error", () => {});
  if (by === "reset") socket.resetAndDestroy();
  else if (by !== "silence") socket.end();
}

/** Answers up to the phase that a fault names, and breaks there. */
export async function playBreak(playing: Playing, fault: Break): Promise<void> {
  const { response, wire } = playing;
  const { socket } = response;
  if (socket === null) return;
  if (fault.phase === "connect") return breakConnection(socket, fault);
  if (fault.phase === "headers") return breakHeaders(playing, socket, fault);
  const reply = planBreak(wire, fault, playing.answer);
  const isZipped = fault.by === "cut-compression";
  response.writeHead(reply.status, {
    "content-type": reply.type,
    [wire.requestIdHeader]: playing.requestId,
    ...(isZipped ? { "content-encoding": "gzip" } : {}),
    ...fault.headers,
  });
  response.flushHeaders();
  const sent = isFailure(fault, reply) ? "" : reply.sent.join("");
  // As servers do after each event: all so far, and not the end of the compression.
  await write(response, isZipped ? gzipSync(sent, { finishFlush: constants.Z_SYNC_FLUSH }) : sent);
  await Promise.race([fault.when, ...(response.closed ? [] : [once(response, "close")])]);
  await breakBody(playing, fault, reply);
}

/** A body that tells of a failure holds nothing else. */
function isFailure({ by }: Break, { isStream }: BrokenReply): boolean {
  return by === "error-event" && !isStream;
}

async function breakHeaders({ signal }: Playing, socket: Socket, fault: Break): Promise<void> {
  const status = fault.status ?? 200;
  await write(socket, `HTTP/1.1 ${status} Simulated\r\ncontent-type: appli`);
  if (fault.by === "slow-drip") await drip(socket, "cation/json\r\nx-filler: a", signal);
  else breakConnection(socket, fault);
}

async function breakBody(playing: Playing, fault: Break, reply: BrokenReply): Promise<void> {
  const { response, signal, wire } = playing;
  const rest = reply.rest.join("");
  switch (fault.by) {
    case "close":
    case "reset":
    case "silence":
      if (response.socket !== null) breakConnection(response.socket, fault);
      return;
    case "slow-drip":
      return drip(response, rest, signal);
    case "early-end":
    case "cut-compression":
      response.end();
      return;
    case "malformed":
      response.end(reply.isStream ? breakFirst(reply.rest) : `\u0001${rest}`);
      return;
    case "error-event": {
      const error = { status: 500, code: fault.code, message: fault.message };
      const event = toErrorEvent(wire, reply.events, fault.code);
      response.end(reply.isStream ? event : JSON.stringify(wire.toErrorBody(error)));
    }
  }
}

/** The first event loses its second half, and no line end. */
function breakFirst([first = "", ...others]: readonly string[]): string {
  const text = first.trimEnd();
  const half = text.slice(0, Math.ceil(text.length / 2));
  return [half, first.slice(text.length), ...others].join("");
}

async function drip(
  target: ServerResponse | Socket,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (target.destroyed) return;
    await write(target, Buffer.of(byte));
    await wait(dripMs, undefined, { signal });
  }
}

function write(target: ServerResponse | Socket, text: string | Uint8Array): Promise<void> {
  // A client that has gone away makes the write fail, which ends this answer like any other.
  return new Promise((resolve) => {
    target.write(text, () => resolve());
  });
}
