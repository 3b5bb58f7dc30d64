import { APIConnectionError, APIConnectionTimeoutError, APIError } from "@anthropic-ai/sdk";
import { ProviderError, type ProviderErrorKind } from "@promptrail/core";
import {
  adviseOnFailure,
  type CallLimit,
  cutWords,
  findProviderError,
  hideKeys,
  isBrokenConnection,
  mapReplyStatus,
  parseRetryAfter,
  toSafeCause,
} from "@promptrail/core/provider-kit";
import { anthropicVendor } from "../anthropic-vendor.js";

const kindOfType: Readonly<Record<string, ProviderErrorKind>> = {
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
};

export interface FailedCall {
  readonly provider: string;
  readonly secrets: readonly string[];
  readonly limit: CallLimit;
}

/** Whatever a call threw → ProviderError. */
export function translateClaudeError(error: unknown, call: FailedCall): ProviderError {
  const told = findProviderError(error);
  if (told !== null) return told;
  const kind = call.limit.ended() ?? findKind(error);
  const { status, headers } = readReply(error);
  return new ProviderError({
    kind,
    provider: call.provider,
    reason: `${cutWords(hideKeys(describe(kind, error), ...call.secrets))} ${adviseOnFailure(kind, anthropicVendor)}`,
    status,
    requestId: headers?.get("request-id") ?? undefined,
    retryAfterMs: headers === undefined ? undefined : parseRetryAfter(headers),
    cause: toSafeCause(error, ...call.secrets),
  });
}

/** The SDKs' types leave these open. */
function readReply(error: unknown): {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
} {
  if (!(error instanceof APIError)) return { status: undefined, headers: undefined };
  const status: unknown = error.status;
  const headers: unknown = error.headers;
  return {
    status: typeof status === "number" ? status : undefined,
    headers: headers instanceof Headers ? headers : undefined,
  };
}

function findKind(error: unknown): ProviderErrorKind {
  if (error instanceof APIConnectionTimeoutError) return "timeout";
  if (error instanceof APIConnectionError) return "network";
  if (!(error instanceof APIError)) return isBrokenConnection(error) ? "network" : "server_error";
  // Since before there was a billing_error, an empty account is told as an invalid request.
  if (/credit balance is too low/i.test(error.message)) return "quota";
  const byType = kindOfType[error.type ?? ""];
  // An api_error may be anything; then the status says more.
  if (byType !== undefined && byType !== "server_error") return byType;
  const { status = 500 } = readReply(error);
  const byStatus = mapReplyStatus(status);
  return byStatus === "bad_request" ? (byType ?? byStatus) : byStatus;
}

function describe(kind: ProviderErrorKind, error: unknown): string {
  if (kind === "cancelled") return "the call was cancelled.";
  if (kind === "timeout") return "no complete answer arrived in time.";
  if (error instanceof APIConnectionError) return "Anthropic could not be reached.";
  if (error instanceof APIError) return ensureStop(error.apiMessage ?? error.message);
  return isBrokenConnection(error)
    ? "the connection was closed before the answer ended."
    : "Anthropic sent a reply that cannot be read.";
}

function ensureStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
