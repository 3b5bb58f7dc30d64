import { IncomingMessage, ServerResponse } from "node:http";

/** What Node's adapter hands to each request. */
export interface NodeBindings {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** Null where no Node server stands before the app, as in a test. */
export function findNodeBindings(env: unknown): NodeBindings | null {
  if (typeof env !== "object" || env === null) return null;
  if (!("incoming" in env && env.incoming instanceof IncomingMessage)) return null;
  if (!("outgoing" in env && env.outgoing instanceof ServerResponse)) return null;
  return { incoming: env.incoming, outgoing: env.outgoing };
}
