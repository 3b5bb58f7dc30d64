import { ProviderError, type ProviderErrorKind } from "../../errors/provider-error.js";
import type { JsonValue } from "../../json/json-value.js";
import type { CallLimit } from "../limit-call.js";
import { type RateLimitHeaders, readRateLimits } from "../read-rate-limits.js";
import { classifyFailure, type FailureNames } from "./classify-failure.js";
import { FailedReply, findFailedReply } from "./failed-reply.js";
import { readFailure } from "./read-failure.js";
import { UnreachedVendor } from "./unreached-vendor.js";
import {
  adviseOnFailure,
  cutWords,
  findProviderError,
  hideKeys,
  isBrokenConnection,
  parseRetryAfter,
  toSafeCause,
  type VendorWords,
} from "./vendor-failure.js";

/** How a vendor's client tells its own errors apart. */
export interface ClientErrors {
  /** No answer in time. */
  isTimeout(error: unknown): boolean;
  /** The vendor could not be reached. */
  isUnreached(error: unknown): boolean;
  /** What the vendor told, where the client threw it: the body of an error event. Undefined for other errors. */
  readTold(error: unknown): { readonly body: JsonValue; readonly headers: unknown } | undefined;
}

export interface FailedCall {
  readonly provider: string;
  readonly vendor: VendorWords & {
    readonly requestIdHeader: string;
    readonly errorCodes: FailureNames;
    /** Left out for a vendor that tells nothing of its limits. */
    readonly rateLimitHeaders?: RateLimitHeaders;
  };
  /** To be hidden in what is told. */
  readonly secrets: readonly string[];
  readonly limit: Pick<CallLimit, "ended">;
  readonly client: ClientErrors;
}

/** True for what is the vendor's own word or ours, and not for a cut inside of an answer. */
export function isToldByVendor(error: unknown): boolean {
  return findFailedReply(error) !== null || findProviderError(error) !== null;
}

/** Whatever a call threw → ProviderError. */
export function translateVendorError(error: unknown, call: FailedCall): ProviderError {
  const known = findProviderError(error);
  if (known !== null) return known;
  const reply = findReply(error, call.client);
  const kind = call.limit.ended() ?? findKind(error, reply, call);
  const { status, headers } = reply ?? {};
  const words = hideKeys(describe(kind, { error, reply, call }), ...call.secrets);
  return new ProviderError({
    kind,
    provider: call.provider,
    reason: `${cutWords(words)} ${adviseOnFailure(kind, call.vendor)}`,
    status: status !== undefined && status >= 400 ? status : reply?.told.status,
    requestId: headers?.get(call.vendor.requestIdHeader) ?? undefined,
    retryAfterMs: headers === undefined ? undefined : parseRetryAfter(headers),
    rateLimits: findRateLimits(headers, call.vendor.rateLimitHeaders),
    cause: toSafeCause(reply ?? error, ...call.secrets),
  });
}

function findRateLimits(headers: FailedReply["headers"], names: RateLimitHeaders | undefined) {
  return headers === undefined || names === undefined ? null : readRateLimits(headers, names);
}

function findReply(error: unknown, client: ClientErrors): FailedReply | null {
  const found = findFailedReply(error);
  const told = found === null ? client.readTold(error) : undefined;
  if (told === undefined) return found;
  const failure = readFailure(told.body) ?? { words: "", names: [], status: undefined };
  return new FailedReply(failure, undefined, toHeaders(told.headers));
}

function toHeaders(headers: unknown): Headers | undefined {
  return headers instanceof Headers ? headers : undefined;
}

function findKind(
  error: unknown,
  reply: FailedReply | null,
  { client, vendor }: FailedCall,
): ProviderErrorKind {
  if (reply !== null) return classifyFailure(reply.told, vendor.errorCodes, reply.status);
  if (error instanceof UnreachedVendor ? error.isTimeout : client.isTimeout(error))
    return "timeout";
  return isUnreached(error, client) || isBrokenConnection(error) ? "network" : "server_error";
}

function isUnreached(error: unknown, client: ClientErrors): boolean {
  return error instanceof UnreachedVendor || client.isUnreached(error);
}

interface Described {
  readonly error: unknown;
  readonly reply: FailedReply | null;
  readonly call: FailedCall;
}

function describe(kind: ProviderErrorKind, { error, reply, call }: Described): string {
  const { name } = call.vendor;
  if (kind === "cancelled") return "the call was cancelled.";
  if (reply !== null) {
    const words = reply.told.words || "the reply has no details";
    return /[.!?]$/.test(words) ? words : `${words}.`;
  }
  if (kind === "timeout") return "no complete answer arrived in time.";
  if (isUnreached(error, call.client)) return `${name} could not be reached.`;
  return isBrokenConnection(error)
    ? "the connection was closed before the answer ended."
    : `${name} sent a reply that cannot be read.`;
}
