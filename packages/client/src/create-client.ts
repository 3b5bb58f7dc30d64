import { call, render } from "./calls/call.js";
import { archive, resume, shadow } from "./calls/change-family.js";
import { checkContents } from "./calls/check-contents.js";
import { promote, readHistoryPage, rollback } from "./calls/decide.js";
import { drill, readDrills, readFleet } from "./calls/fleet.js";
import { addKey, listKeys, revokeKey, rotateKey } from "./calls/keys.js";
import { listPrompts, readHealth, readReadiness, readStatus } from "./calls/read.js";
import { readVersion } from "./calls/read-version.js";
import { recover } from "./calls/recover.js";
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
    shadow: (request) => shadow(connection, request),
    archive: (request) => archive(connection, request),
    resume: (request) => resume(connection, request),
    recover: (request) => recover(connection, request),
    drill: (request) => drill(connection, request),
    fleet: () => readFleet(connection),
    drills: (query = {}) => readDrills(connection, query),
    history: async (request) => (await readHistoryPage(connection, request)).decisions,
    historyPage: (request) => readHistoryPage(connection, request),
    checkContents: (after) => checkContents(connection, after),
    listKeys: () => listKeys(connection),
    addKey: (request) => addKey(connection, request),
    rotateKey: (rotation) => rotateKey(connection, rotation),
    revokeKey: (keyId) => revokeKey(connection, keyId),
  };
}
