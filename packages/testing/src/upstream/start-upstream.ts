import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { JsonValue } from "@promptrail/core";
import { isError } from "@promptrail/core/errors";
import type { Fault } from "./fault.js";
import { breakConnection } from "./play/play-break.js";
import { playReply } from "./play/play-reply.js";
import type { SimulatedUpstream, WireRequest } from "./simulated-upstream.js";
import { type AnswerFault, type Wire, WireError } from "./wire.js";

export interface RunningUpstream extends SimulatedUpstream {
  close(): Promise<void>;
}

export interface UpstreamSettings {
  /** False: each request has a connection of its own. Default: true. */
  readonly keepsConnections?: boolean;
}

interface UpstreamState {
  readonly requests: WireRequest[];
  readonly faults: Fault[];
  /** Connections that were broken before a request came. */
  readonly broken: WeakSet<Socket>;
  /** What a request meets for which nothing is scripted. */
  usual: Fault;
  readonly cache: Set<string>;
  readonly closing: AbortController;
  served: number;
}

/**
 * Starts a server on 127.0.0.1 that speaks one vendor's wire, also one of your own.
 *
 * @param port 0 takes a free one.
 */
export async function startUpstream(
  wire: Wire,
  port = 0,
  { keepsConnections = true }: UpstreamSettings = {},
): Promise<RunningUpstream> {
  const state: UpstreamState = {
    requests: [],
    faults: [],
    usual: { type: "none" },
    broken: new WeakSet(),
    cache: new Set(),
    closing: new AbortController(),
    served: 0,
  };
  const server = createServer((request, response) => {
    response.shouldKeepAlive = keepsConnections;
    serve(wire, state, request, response).catch((error: unknown) => {
      if (!state.closing.signal.aborted) response.destroy(isError(error) ? error : undefined);
    });
  });
  server.on("connection", (socket) => meetConnection(state, socket));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${isAddressInfo(address) ? address.port : port}${wire.basePath}`,
    requests: state.requests,
    script: (...faults) => {
      state.faults.push(...faults);
    },
    repeat: (fault) => {
      state.usual = fault;
    },
    reset: () => {
      state.usual = { type: "none" };
      state.requests.length = 0;
      state.faults.length = 0;
      state.cache.clear();
    },
    close: () =>
      new Promise<void>((resolve) => {
        state.closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A kept connection meets its fault with its next request. */
function meetConnection(state: UpstreamState, socket: Socket): void {
  const fault = state.faults[0] ?? state.usual;
  if (fault.type !== "break" || fault.phase !== "connect") return;
  state.faults.shift();
  // What the client has sent already may be read all the same, and is none of the next fault's.
  state.broken.add(socket);
  breakConnection(socket, fault);
}

function isAddressInfo(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

async function serve(
  wire: Wire,
  state: UpstreamState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parseBody(await readText(request));
  if (state.broken.has(request.socket)) return;
  state.served += 1;
  const number = state.served;
  const path = request.url ?? "/";
  const headers = redactHeaders(wire, request.headersDistinct);
  state.requests.push({ method: request.method ?? "", path, headers, body });
  const fault = state.faults.shift() ?? state.usual;
  await playReply({
    wire,
    response,
    fault,
    requestId: `req_${wire.vendor}_${number}`,
    signal: state.closing.signal,
    answer: () => {
      if (!hasKey(wire, request))
        throw new WireError({ status: 401, message: "No API key was given." });
      if (request.method !== "POST") throw new WireError({ status: 405 });
      const answerFault = toAnswerFault(fault);
      return wire.answer({
        path,
        headers: request.headers,
        body,
        fault: answerFault,
        cache: state.cache,
        number,
      });
    },
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  request.setEncoding("utf8");
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function parseBody(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

const keyHeaders = ["authorization", "x-api-key", "api-key"];

function hasKey({ keyHeader }: Wire, request: IncomingMessage): boolean {
  if (keyHeader !== undefined) return (request.headers[keyHeader] ?? "") !== "";
  const bearer = /^Bearer\s+\S+$/i.test(request.headers.authorization ?? "");
  return bearer || (request.headers["x-api-key"] ?? "") !== "";
}

function redactHeaders(
  { keyHeader }: Wire,
  headers: NodeJS.Dict<string[]>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [
      name,
      keyHeaders.includes(name) || name === keyHeader ? "[key]" : (values ?? []).join(", "),
    ]),
  );
}

function toAnswerFault(fault: Fault): AnswerFault | null {
  switch (fault.type) {
    case "truncate":
    case "refuse":
    case "content-filter":
    case "half-tool-input":
    case "plain-stop":
    case "stop-word":
    case "no-usage":
      return fault;
    case "latency":
      return toAnswerFault(fault.fault ?? { type: "none" });
    default:
      return null;
  }
}
