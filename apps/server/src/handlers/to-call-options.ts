import type { Outcome } from "@promptrail/core";
import type { CallOptions } from "@promptrail/runtime";

interface CallSettingsWire {
  readonly version?: number;
  readonly timeout_ms?: number;
  readonly accept?: readonly Outcome[];
}

/** What a request says of its call, with the signal that ends it when the caller goes away. */
export function toCallOptions(
  { version, timeout_ms: timeoutMs, accept }: CallSettingsWire,
  signal: AbortSignal,
): CallOptions {
  return {
    signal,
    ...(version === undefined ? {} : { version }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(accept === undefined ? {} : { accept }),
  };
}
