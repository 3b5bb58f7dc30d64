import { IncomingMessage, ServerResponse } from "node:http";

/** What Node's adapter hands to each request. */
export interface NodeBindings {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** Null where no Node server stands before the app, as in a test. */
export function findNodeBindings(env: unknown): NodeBindings | null {
  if (typeof env !== "object" || env === null) return null;
  if (!("incoming" in env) || !("outgoing" in env)) return null;
  const { incoming, outgoing } = env;
  if (!(incoming instanceof IncomingMessage && isServerResponse(outgoing))) return null;
  return { incoming, outgoing };
}

/** The class has a parameter, of which nothing is known here. */
function isServerResponse(value: unknown): value is ServerResponse {
  return value instanceof ServerResponse;
}
