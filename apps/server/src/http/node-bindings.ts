import { IncomingMessage, ServerResponse } from "node:http";

/** What Node's adapter hands to each request. */
export interface NodeBindings {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

const answeredHere = Symbol("answered here");

/** For a server of our own: nobody stands around the app who would still change what it answers. */
export function toOwnBindings<Bindings extends object>(bindings: Bindings): Bindings {
  return { ...bindings, [answeredHere]: true };
}

/** Whether whatever is answered may be written at once. */
export function isAnsweredHere(bindings: NodeBindings): boolean {
  return answeredHere in bindings;
}

/** Null where no Node server stands before the app, as in a test. */
export function findNodeBindings(env: unknown): NodeBindings | null {
  if (typeof env !== "object" || env === null) return null;
  return isNodeBindings(env) ? env : null;
}

function isNodeBindings(env: object): env is NodeBindings {
  if (!("incoming" in env) || !("outgoing" in env)) return false;
  const { incoming, outgoing } = env;
  return incoming instanceof IncomingMessage && outgoing instanceof ServerResponse;
}
