import type { FailedCall, VendorAccess } from "@promptrail/core/provider-kit";

export const anthropicVendor: VendorAccess & Required<FailedCall["vendor"]> = {
  name: "Anthropic",
  id: "claude",
  keyVariable: "ANTHROPIC_API_KEY",
  baseUrlVariable: "ANTHROPIC_BASE_URL",
  defaultBaseUrl: "https://api.anthropic.com",
  requestIdHeader: "request-id",
  rateLimitHeaders: {
    requests: ["anthropic-ratelimit-requests-*"],
    tokens: [
      "anthropic-ratelimit-tokens-*",
      "anthropic-ratelimit-input-tokens-*",
      "anthropic-ratelimit-output-tokens-*",
    ],
  },
  errorCodes: {
    invalid_request_error: "bad_request",
    request_too_large: "bad_request",
    conflict_error: "bad_request",
    authentication_error: "auth",
    permission_error: "auth",
    billing_error: "quota",
    not_found_error: "not_found",
    rate_limit_error: "rate_limited",
    timeout_error: "timeout",
    api_error: "server_error",
    overloaded_error: "overloaded",
  },
};
