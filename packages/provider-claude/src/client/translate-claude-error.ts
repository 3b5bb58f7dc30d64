import { APIConnectionError, APIConnectionTimeoutError, APIError } from "@anthropic-ai/sdk";
import {
  type CallLimit,
  hideKeys,
  ProviderError,
  type ProviderErrorKind,
  parseRetryAfter,
} from "@promptrail/core";

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

const kindOfStatus: Readonly<Record<number, ProviderErrorKind>> = {
  401: "auth",
  402: "quota",
  403: "auth",
  404: "not_found",
  408: "timeout",
  429: "rate_limited",
  503: "overloaded",
  504: "timeout",
  529: "overloaded",
};

const advice = {
  rate_limited: "Wait and try again, or ask Anthropic for a higher limit.",
  overloaded: "Anthropic is overloaded; try again later.",
  server_error: "Try again later.",
  timeout: "Give the call more time, or try again later.",
  quota: "Add credit to the Anthropic account.",
  auth: "Check the key in ANTHROPIC_API_KEY and what it may do.",
  bad_request: "Change the request: sent again, it will be refused again.",
  not_found: "Check the model's name and the base URL.",
  network: "Check the connection and the base URL, then try again.",
  cancelled: "The caller gave up.",
} satisfies Record<ProviderErrorKind, string>;

export interface FailedCall {
  readonly provider: string;
  readonly key: string;
  readonly limit: CallLimit;
}

/** Whatever a call threw → ProviderError. */
export function translateClaudeError(error: unknown, call: FailedCall): ProviderError {
  if (error instanceof ProviderError) return error;
  const kind = call.limit.ended() ?? findKind(error);
  const { status, headers } = readReply(error);
  return new ProviderError({
    kind,
    provider: call.provider,
    reason: `${hideKeys(describe(kind, error), call.key)} ${advice[kind]}`,
    status,
    requestId: headers?.get("request-id") ?? undefined,
    retryAfterMs: headers === undefined ? undefined : parseRetryAfter(headers),
    cause: withoutKeys(error, call.key),
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

/** The error itself, unless its own message repeats a key: loggers print causes too. */
function withoutKeys(error: unknown, key: string): unknown {
  const words = String(error);
  return hideKeys(words, key) === words ? error : undefined;
}

function findKind(error: unknown): ProviderErrorKind {
  if (error instanceof APIConnectionTimeoutError) return "timeout";
  if (error instanceof APIConnectionError) return "network";
  if (!(error instanceof APIError)) return isCut(error) ? "network" : "server_error";
  // Since before there was a billing_error, an empty account is told as an invalid request.
  if (/credit balance is too low/i.test(error.message)) return "quota";
  const byType = kindOfType[error.type ?? ""];
  // An api_error may be anything; then the status says more.
  if (byType !== undefined && byType !== "server_error") return byType;
  const { status = 500 } = readReply(error);
  return kindOfStatus[status] ?? byType ?? (status >= 500 ? "server_error" : "bad_request");
}

/** Node's fetch says so when the other side closes inside a body. */
function isCut(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === "AbortError");
}

function describe(kind: ProviderErrorKind, error: unknown): string {
  if (kind === "cancelled") return "the call was cancelled.";
  if (kind === "timeout") return "no complete answer came in time.";
  if (error instanceof APIConnectionError) return "Anthropic could not be reached.";
  if (error instanceof APIError) return ensureStop(error.apiMessage ?? error.message);
  return isCut(error)
    ? "the connection broke inside the answer."
    : "Anthropic sent a reply that cannot be read.";
}

function ensureStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
