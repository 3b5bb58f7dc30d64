import type { JsonValue, ProviderError, ProviderErrorKind } from "@promptrail/core";
import {
  type CallLimit,
  type ClientErrors,
  isOf,
  type RateLimitHeaders,
  translateVendorError,
} from "@promptrail/core/provider-kit";
import type { ClientSource } from "./create-client-source.js";
import { lateSdk } from "./late-sdk.js";

/** Vendors of this wire that tell of their limits use OpenAI's names. */
export const chatRateLimitHeaders: RateLimitHeaders = {
  requests: ["x-ratelimit-*-requests"],
  tokens: ["x-ratelimit-*-tokens"],
};

/** The wire's own words, those of its servers, and those of Google's. */
export const commonErrorCodes: Readonly<Record<string, ProviderErrorKind>> = {
  invalid_api_key: "auth",
  authentication_error: "auth",
  permission_error: "auth",
  insufficient_quota: "quota",
  billing_hard_limit_reached: "quota",
  rate_limit_exceeded: "rate_limited",
  rate_limit_error: "rate_limited",
  server_error: "server_error",
  internal_server_error: "server_error",
  service_unavailable_error: "overloaded",
  overloaded_error: "overloaded",
  slow_down: "overloaded",
  model_not_found: "not_found",
  not_found_error: "not_found",
  invalid_request_error: "bad_request",
  context_length_exceeded: "bad_request",
  UNAUTHENTICATED: "auth",
  PERMISSION_DENIED: "auth",
  RESOURCE_EXHAUSTED: "rate_limited",
  NOT_FOUND: "not_found",
  INVALID_ARGUMENT: "bad_request",
  UNAVAILABLE: "overloaded",
  DEADLINE_EXCEEDED: "timeout",
  INTERNAL: "server_error",
};

export interface FailedCall {
  readonly source: ClientSource;
  readonly limit: CallLimit;
}

/** Whatever a call threw → ProviderError. */
export function translateChatError(error: unknown, { source, limit }: FailedCall): ProviderError {
  const { id: provider, vendor } = source;
  return translateVendorError(error, {
    provider,
    vendor,
    secrets: source.secrets(),
    limit,
    client,
  });
}

const client: ClientErrors = {
  isTimeout: (error) => isOf(error, lateSdk.loaded?.APIConnectionTimeoutError),
  isUnreached: (error) => isOf(error, lateSdk.loaded?.APIConnectionError),
  readTold: (error) => {
    const sdk = lateSdk.loaded;
    if (!isOf(error, sdk?.APIError) || isOf(error, sdk?.APIConnectionError)) return undefined;
    const body = (error.error ?? error.message) as JsonValue;
    return { body: typeof body === "string" ? body : { error: body }, headers: error.headers };
  },
};
