import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { writeProblem } from "@promptrail/runtime";
import type { Hono } from "hono";
import { createServedApp } from "./create-served-app.js";
import { toOwnBindings } from "./http/node-bindings.js";
import type { ServedPromptrail } from "./served-promptrail.js";
import type { ServerAppSettings } from "./server-settings.js";
import { keepCallLog } from "./upkeep/keep-call-log.js";

export interface ServerSettings extends ServerAppSettings {
  readonly promptrail: ServedPromptrail;
  /** Default: `127.0.0.1`, which no other machine reaches. */
  readonly host?: string;
  /** Default: 7070; 0 takes a free one. */
  readonly port?: number;
  readonly onListening?: (url: string) => void;
  /** How long `close` waits for requests that run; default 25,000 ms. */
  readonly graceMs?: number;
  /** Told when the call log could not be looked after, which is tried again; default: the reason on standard error. */
  readonly onUpkeepProblem?: (error: unknown) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:7070` */
  readonly url: string;
  /**
   * Takes no more requests and ends shadow runs at once, waits for the calls that run, then ends those that
   * are left with an error and cuts the rest. The project stays open.
   */
  close(): Promise<void>;
}

/**
 * Serves a project over HTTP.
 *
 * @throws PromptrailError `config_invalid` where the address cannot be had.
 */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const {
    promptrail,
    host = "127.0.0.1",
    port = 7070,
    onListening,
    graceMs = defaultGraceMs,
    onUpkeepProblem = tellUpkeepProblem,
  } = settings;
  const { app, endStreams, endCalls } = createServedApp(promptrail, settings);
  const { server, taken } = await listen(toOwnFetch(app), host, port);
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
  try {
    onListening?.(url);
  } catch (error) {
    // Nobody would have what closes it.
    endStreams();
    await close(server, 0, endCalls);
    throw error;
  }
  const endUpkeep = keepCallLog({ calls: promptrail.calls, onProblem: onUpkeepProblem });
  let closing: Promise<void> | undefined;
  return {
    url,
    close: () => {
      // They never end by themselves; who follows hears of the end at once, and comes back later.
      if (closing === undefined) endStreams();
      promptrail.abortShadows();
      closing ??= Promise.all([close(server, graceMs, endCalls), endUpkeep()]).then(() => {});
      return closing;
    },
  };
}

function tellUpkeepProblem(error: unknown): void {
  writeProblem(
    `The call log could not be looked after: ${toErrorText(error)} It is tried again within the hour. Until then calls go on being kept, and what was kept for its time stays.`,
  );
}

type Fetch = Parameters<typeof serve>[0]["fetch"];

function toOwnFetch({ fetch }: Hono): Fetch {
  return (request, bindings) => fetch(request, toOwnBindings(bindings));
}

/** Those who stop a server often wait 30 s for it, and what comes after the grace takes a few. */
export const defaultGraceMs = 25_000;

/** Slow senders may hold a connection this long, for a request's head and for the whole of it. */
export const serverOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 30_000,
  // Node looks every 30 s by itself: a head would be cut after 10 to 40 s.
  connectionsCheckingInterval: 1_000,
};

function listen(
  fetch: Fetch,
  host: string,
  port: number,
): Promise<{ readonly server: Server; readonly taken: number }> {
  requireAddress(host, port);
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch, hostname: host, port, serverOptions, overrideGlobalObjects: false },
      (address) => resolve({ server: toHttpServer(server), taken: address.port }),
    );
    server.once("error", (error: Error) => reject(cannotListen(host, port, error)));
  });
}

function requireAddress(host: string, port: number): void {
  // Node would listen on every address of the machine.
  if (host.trim() === "") {
    throw new PromptrailError(
      "config_invalid",
      "The host is empty. Name the address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for all of its addresses.",
      { host },
    );
  }
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return;
  throw new PromptrailError(
    "config_invalid",
    `The port must be a whole number from 0 to 65535, not ${port}. 0 chooses a free port.`,
    { port },
  );
}

function toHttpServer(server: ReturnType<typeof serve>): Server {
  if ("closeAllConnections" in server) return server;
  throw new TypeError("An HTTP/2 server was made, which was not asked for.");
}

function cannotListen(host: string, port: number, cause: Error): PromptrailError {
  const reason = "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  const inUse =
    reason === "EADDRINUSE"
      ? " Another process uses the port: stop it, or choose another port."
      : "";
  return new PromptrailError(
    "config_invalid",
    `The server cannot listen on ${host}:${port} (${reason}).${inUse}`,
    { host, port },
    cause,
  );
}

const sweepMs = 50;
/** How long the last answers may take on their way. */
export const lastWordsMs = 1_000;

function close(server: Server, graceMs: number, endCalls: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const grace = setTimeout(endCalls, graceMs);
    const cut = setTimeout(() => server.closeAllConnections(), graceMs + lastWordsMs);
    // A connection whose stream has just ended is idle only then, and would be kept until the cut.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
    server.close((error) => {
      clearTimeout(grace);
      clearTimeout(cut);
      clearInterval(sweep);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}
