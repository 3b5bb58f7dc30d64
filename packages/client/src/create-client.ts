import { call, render } from "./calls/call.js";
import { promote, readHistory, rollback } from "./calls/decide.js";
import { listPrompts, readHealth, readReadiness, readStatus } from "./calls/read.js";
import { readVersion } from "./calls/read-version.js";
import { streamCall } from "./calls/stream-call.js";
import type { Client } from "./client.js";
import type { ClientSettings } from "./connection/client-settings.js";
import { createConnection } from "./connection/connection.js";

/**
 * Typed calls to a Promptrail server.
 *
 * @throws PromptrailError `request_invalid` for a URL or a key that cannot be one.
 */
export function createClient(settings: ClientSettings): Client {
  const connection = createConnection(settings);
  return {
    health: () => readHealth(connection),
    readiness: () => readReadiness(connection),
    status: () => readStatus(connection),
    listPrompts: () => listPrompts(connection),
    readVersion: (family, version) => readVersion(connection, family, version),
    call: (family, context, options = {}) => call(connection, family, context, options),
    stream: (family, context, options = {}) => streamCall(connection, family, context, options),
    render: (family, context, options = {}) => render(connection, family, context, options),
    rollback: (request) => rollback(connection, request),
    promote: (request) => promote(connection, request),
    history: (query) => readHistory(connection, query),
  };
}
