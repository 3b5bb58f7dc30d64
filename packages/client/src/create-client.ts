import type { JsonObject, PromptVersion } from "@promptrail/core";
import { routes } from "@promptrail/http-api";
import { createServer, type Server } from "./ask.js";
import type { Client, ClientCallOptions } from "./client.js";
import type { ClientSettings } from "./connection.js";
import { readHistoryPage } from "./read-history.js";
import { readVersion } from "./read-version.js";
import { requireSendable } from "./require-sendable.js";
import { streamCall } from "./stream-call.js";

/**
 * Typed calls to a Promptrail server. `createClient<typeof prompts>` knows the families, contexts and
 * outputs of those prompts.
 *
 * @throws PromptrailError `request_invalid` for a URL or a key that cannot be one.
 */
export function createClient<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]>(
  settings: ClientSettings,
): Client<Prompts> {
  const server = createServer(settings);
  // What a family takes and gives is known by its prompts alone: the server checks the one and makes the other.
  return { ...createCalls(server), ...createOthers(server) } as Client<Prompts>;
}

function createCalls(server: Server) {
  return {
    call: async (family: string, context: JsonObject, options: ClientCallOptions = {}) => {
      const { signal, ...asked } = options;
      requireSendable(asked);
      return server.ask(routes.call, { family, context, ...asked }, { signal });
    },
    stream: (family: string, context: JsonObject, options: ClientCallOptions = {}) => {
      const { signal, accept: _told, ...asked } = options;
      return streamCall(server, { family, context, ...asked }, signal);
    },
    render: (
      family: string,
      context: JsonObject,
      { version, turns }: Pick<ClientCallOptions, "version" | "turns"> = {},
    ) => server.ask(routes.render, { family, context, version, turns }),
  };
}

function createOthers(server: Server): Omit<Client, keyof ReturnType<typeof createCalls>> {
  const { ask } = server;
  return {
    health: async () => void (await ask(routes.healthz, {})),
    readiness: () => ask(routes.readyz, {}),
    status: () => ask(routes.status, {}),
    listPrompts: async () => (await ask(routes.listPrompts, {})).prompts,
    readVersion: (family, version) => readVersion(server, family, version),
    rollback: (request) => ask(routes.rollback, request),
    rollbackAll: (request) => ask(routes.rollbackAll, request),
    promote: (request) => ask(routes.promote, request),
    shadow: (request) => ask(routes.shadow, request),
    shadowPairs: (request) => ask(routes.shadowPairs, request),
    headroom: (request) => ask(routes.headroom, request),
    calls: (request = {}) => ask(routes.calls, request),
    findCall: (callId) => ask(routes.findCall, { callId }),
    usage: (request = {}) => ask(routes.usage, request),
    reportCalls: (report) => ask(routes.reportCalls, report),
    eraseSubject: (subject) => ask(routes.eraseSubject, { subject }),
    erasures: async () => (await ask(routes.erasures, {})).erasures,
    archive: (request) => ask(routes.archive, request),
    resume: (request) => ask(routes.resume, request),
    recover: (request) => ask(routes.recover, request),
    bringEvidence: (run) => ask(routes.bringEvidence, run),
    drill: (request) => ask(routes.drill, request),
    fleet: async () => (await ask(routes.fleet, {})).members,
    drills: async (query = {}) => (await ask(routes.drills, query)).drills,
    history: async (request) => (await readHistoryPage(server, request)).decisions,
    historyPage: (request) => readHistoryPage(server, request),
    checkContents: (after) => ask(routes.checkContents, { after: after ?? undefined }),
    listKeys: () => ask(routes.listKeys, {}),
    addKey: (request) => ask(routes.addKey, request),
    rotateKey: (rotation) => ask(routes.rotateKey, rotation),
    revokeKey: (keyId) => ask(routes.revokeKey, { keyId }),
  };
}
