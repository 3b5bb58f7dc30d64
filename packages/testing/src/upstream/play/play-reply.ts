import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { omitUndefined } from "@promptrail/core/portable";
import type { Fault } from "../fault.js";
import {
  eventStream,
  listEvents,
  toErrorEvent,
  WireError,
  type WireErrorDetails,
  type WireReply,
} from "../wire.js";
import { playBreak } from "./play-break.js";
import { playEndless } from "./play-endless.js";
import type { Playing } from "./playing.js";

/** Sends one answer, or misbehaves as its fault says. */
export async function playReply(playing: Playing): Promise<void> {
  const { fault, response, signal, wire } = playing;
  switch (fault.type) {
    case "latency":
      await wait(fault.milliseconds, undefined, { signal });
      return playReply({ ...playing, fault: fault.fault ?? { type: "none" } });
    case "drop":
      response.socket?.destroy();
      return;
    case "status":
      return sendError(playing, fault, { "retry-after": fault.retryAfter, ...fault.headers });
    case "redirect":
      response.writeHead(307, { location: fault.location ?? "/elsewhere" }).end();
      return;
    case "silence":
      if (fault.afterEvents === undefined) return;
      break;
    default:
      break;
  }
  try {
    if (fault.type === "break") return await playBreak(playing, fault);
    const reply = playing.answer();
    if (fault.type === "endless") return await playEndless(playing, reply, fault);
    await (reply.events === null ? sendBody(playing, reply) : streamReply(playing, reply));
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    sendError({ ...playing, wire }, error.details);
  }
}

function sendError(
  playing: Playing,
  error: WireErrorDetails,
  more: Readonly<Record<string, string | undefined>> = {},
): void {
  const headers = omitUndefined({
    "content-type": "application/json",
    [playing.wire.requestIdHeader]: playing.requestId,
    ...more,
  });
  playing.response.writeHead(error.status, headers);
  playing.response.end(JSON.stringify(playing.wire.toErrorBody(error)));
}

async function sendBody(playing: Playing, reply: WireReply): Promise<void> {
  const { fault, response } = playing;
  if (fault.type === "error-event") return sendError(playing, { status: 500, code: fault.code });
  const whole = JSON.stringify(reply.body);
  const half = whole.slice(0, Math.floor(whole.length / 2));
  response.writeHead(200, {
    "content-type": "application/json",
    [playing.wire.requestIdHeader]: playing.requestId,
  });
  switch (fault.type) {
    case "cut":
      await write(response, half);
      response.socket?.destroy();
      return;
    case "silence":
      await write(response, half);
      return;
    case "early-end":
    case "malformed":
      response.end(half);
      return;
    default:
      response.end(whole);
  }
}

const breaking: ReadonlySet<Fault["type"]> = new Set([
  "cut",
  "early-end",
  "error-event",
  "malformed",
  "silence",
]);

async function streamReply(playing: Playing, reply: WireReply): Promise<void> {
  const { fault, response, wire } = playing;
  const events = listEvents(reply);
  response.writeHead(200, {
    "content-type": wire.streamType ?? eventStream,
    "cache-control": "no-cache",
    [wire.requestIdHeader]: playing.requestId,
  });
  response.flushHeaders();
  const count = breaking.has(fault.type) && "afterEvents" in fault ? fault.afterEvents : undefined;
  for (const event of events.slice(0, count)) await write(response, event);
  switch (fault.type) {
    case "cut":
      response.socket?.destroy();
      return;
    case "silence":
      return;
    case "malformed":
      await write(response, 'event: content_block_delta\ndata: {"oops\n\n');
      break;
    case "error-event":
      await write(response, toErrorEvent(wire, reply.events, fault.code));
      break;
    default:
      break;
  }
  response.end();
}

function write(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    // A client that has gone away makes the write fail, which ends this answer like any other.
    response.write(text, () => resolve());
  });
}
