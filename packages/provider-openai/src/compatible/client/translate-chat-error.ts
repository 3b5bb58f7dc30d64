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
import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import type { ClientSource } from "./create-client-source.js";

/** Codes and types that vendors of this wire share. */
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
  context_length_exceeded: "bad_request",
};

export interface FailedCall {
  readonly source: ClientSource;
  readonly limit: CallLimit;
}

/** Whatever a call threw → ProviderError. */
export function translateChatError(error: unknown, { source, limit }: FailedCall): ProviderError {
  const told = findProviderError(error);
  if (told !== null) return told;
  const kind = limit.ended() ?? findKind(error, source.vendor.errorCodes);
  const { status, headers } = readReply(error);
  return new ProviderError({
    kind,
    provider: source.id,
    reason: `${cutWords(hideKeys(describe(kind, error, source.vendor.name), ...source.secrets()))} ${adviseOnFailure(kind, source.vendor)}`,
    status,
    requestId: headers?.get(source.vendor.requestIdHeader) ?? undefined,
    retryAfterMs: headers === undefined ? undefined : parseRetryAfter(headers),
    cause: toSafeCause(error, ...source.secrets()),
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

function findKind(
  error: unknown,
  codes: Readonly<Record<string, ProviderErrorKind>>,
): ProviderErrorKind {
  if (error instanceof APIConnectionTimeoutError) return "timeout";
  if (error instanceof APIConnectionError) return "network";
  if (!(error instanceof APIError)) return isBrokenConnection(error) ? "network" : "server_error";
  const byCode = codes[error.code ?? ""] ?? codes[error.type ?? ""];
  // Vendors call many failures a server error; then the status says more.
  if (byCode !== undefined && byCode !== "server_error") return byCode;
  const { status = 500 } = readReply(error);
  const byStatus = mapReplyStatus(status);
  return byStatus === "bad_request" ? (byCode ?? byStatus) : byStatus;
}

function describe(kind: ProviderErrorKind, error: unknown, vendor: string): string {
  if (kind === "cancelled") return "the call was cancelled.";
  if (kind === "timeout") return "no complete answer arrived in time.";
  if (error instanceof APIConnectionError) return `${vendor} could not be reached.`;
  if (error instanceof APIError) {
    const words = error.message.replace(/^\d{3} /, "");
    return /[.!?]$/.test(words) ? words : `${words}.`;
  }
  return isBrokenConnection(error)
    ? "the connection was closed before the answer ended."
    : `${vendor} sent a reply that cannot be read.`;
}
