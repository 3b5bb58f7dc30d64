import type { JsonObject } from "@promptrail/core";
import type { ClientCallOptions } from "../client.js";
import type { RequestInput } from "../connection/connection.js";

/** How long the server gives a call that says nothing of it. */
const serverTimeoutMs = 60_000;
/** The server is the one that gives up first, and says why. */
const marginMs = 5_000;

export function toCallInput(
  family: string,
  context: JsonObject,
  { version, signal, timeoutMs, accept }: ClientCallOptions,
): RequestInput {
  return {
    params: { family },
    body: { context, version, timeout_ms: timeoutMs, accept },
    signal,
    timeoutMs: (timeoutMs ?? serverTimeoutMs) + marginMs,
  };
}
