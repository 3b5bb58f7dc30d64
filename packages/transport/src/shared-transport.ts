import { createTransport, type Transport } from "./create-transport.js";

let shared: Transport | undefined;

/**
 * The process's own transport, which providers take where they are given none: one pool for all of them.
 * Its idle sockets hold no process open, so that nobody has to close it.
 */
export function sharedTransport(): Transport {
  shared ??= createTransport();
  return shared;
}
