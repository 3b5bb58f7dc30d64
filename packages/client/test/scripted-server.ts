import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { PromptContent } from "@promptrail/core";
import type { Snapshot } from "@promptrail/core/lifecycle";
import { statusWire, toWire } from "@promptrail/http-api";
import { onTestFinished } from "vitest";

export type Script = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server that answers as the test says, and records what it was asked. */
export async function startScriptedServer(script: Script) {
  const requests: IncomingMessage[] = [];
  let current = script;
  const server = createServer((request, response) => {
    requests.push(request);
    current(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("It listens on a port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    answer: (next: Script) => {
      current = next;
    },
  };
}

export const sendJson =
  (
    body: unknown,
    { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
  ): Script =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };

export const sendText =
  (text: string, status = 200, contentType = "text/html"): Script =>
  (_, response) => {
    response.writeHead(status, { "content-type": contentType });
    response.end(text);
  };

export const content: PromptContent = {
  messages: [{ role: "user", template: "Hello {{ name }}" }],
  provider: "fake",
  model: "fake-1",
  settings: { maxTokens: 10 },
  providerOptions: {},
  fallbacks: [],
  tools: [],
  output: null,
  filters: [],
};

export function snapshotAt(revision: number, storeId = "store-1"): Snapshot {
  return {
    storeId,
    environment: "test",
    revision,
    headHash: `sha256-${revision}`,
    families: [
      {
        family: "greeting",
        activeVersion: 1,
        previousVersion: null,
        revision,
        hold: null,
        leftVersions: [],
        activatedVersions: [1],
        archivedVersions: [],
        shadow: null,
        declared: {
          generation: 1,
          activeVersion: 1,
          statuses: { 1: "active" },
          pending: null,
          acknowledgedRevision: 0,
          ground: { kind: "no_gate" },
        },
        decidedBy: "boot",
        decidedAt: new Date(0),
      },
    ],
  };
}

export function sendStatus(
  snapshot: Snapshot,
  stateSource: "store" | "code_default" = "store",
): Script {
  const etag = `"${snapshot.storeId}-${snapshot.revision}"`;
  return (request, response) => {
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, { etag });
      response.end();
      return;
    }
    const body = toWire(statusWire, { snapshot, stateSource, families: [], problems: [] });
    sendJson(body, { headers: { etag } })(request, response);
  };
}
