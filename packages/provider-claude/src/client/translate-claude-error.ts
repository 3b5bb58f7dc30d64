import type { JsonValue, ProviderError } from "@promptrail/core";
import {
  type CallLimit,
  type ClientErrors,
  isOf,
  translateVendorError,
} from "@promptrail/core/provider-kit";
import { anthropicVendor as vendor } from "../anthropic-vendor.js";
import { lateSdk } from "./late-sdk.js";

export interface FailedCall {
  readonly provider: string;
  readonly secrets: readonly string[];
  readonly limit: CallLimit;
}

/** Whatever a call threw → ProviderError. */
export function translateClaudeError(error: unknown, call: FailedCall): ProviderError {
  return translateVendorError(error, { ...call, vendor, client });
}

const client: ClientErrors = {
  isTimeout: (error) => isOf(error, lateSdk.loaded?.APIConnectionTimeoutError),
  isUnreached: (error) => isOf(error, lateSdk.loaded?.APIConnectionError),
  readTold: (error) =>
    isOf(error, lateSdk.loaded?.APIError) && !isOf(error, lateSdk.loaded?.APIConnectionError)
      ? { body: (error.error ?? error.message) as JsonValue, headers: error.headers }
      : undefined,
};
