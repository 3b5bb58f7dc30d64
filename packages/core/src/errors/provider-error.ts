import { omitUndefined } from "../json/omit-undefined.js";
import type { RateLimits } from "../provider/rate-limits.js";
import { PromptrailError } from "./promptrail-error.js";

export type ProviderErrorKind =
  | "rate_limited"
  | "overloaded"
  | "server_error"
  | "timeout"
  | "quota"
  | "auth"
  | "bad_request"
  | "not_found"
  | "network"
  | "cancelled";

export interface ProviderErrorDetails {
  readonly kind: ProviderErrorKind;
  readonly provider: string;
  /** Says what happened and what to do; the vendor's words, if any, without keys. */
  readonly reason: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** How long the vendor asks to wait. */
  readonly retryAfterMs?: number | undefined;
  /** By the headers of the reply. */
  readonly rateLimits?: RateLimits | null | undefined;
  readonly cause?: unknown;
}

const retryableKinds: ReadonlySet<ProviderErrorKind> = new Set([
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "network",
]);

/** A call that brought no answer. */
export class ProviderError extends PromptrailError {
  readonly kind: ProviderErrorKind;
  readonly provider: string;
  /** True where the same request may succeed later. */
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** Null where the vendor told nothing of its limits. */
  readonly rateLimits: RateLimits | null;

  constructor(details: ProviderErrorDetails) {
    const { kind, provider, reason, status, requestId, retryAfterMs, cause } = details;
    super(
      "provider_failed",
      `Provider "${provider}" failed (${kind}${status === undefined ? "" : `, HTTP ${status}`}): ${reason}`,
      omitUndefined({
        kind,
        provider,
        retryable: retryableKinds.has(kind),
        status,
        requestId,
        retryAfterMs,
      }),
      cause,
    );
    this.kind = kind;
    this.provider = provider;
    this.retryable = retryableKinds.has(kind);
    this.status = status;
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
    this.rateLimits = details.rateLimits ?? null;
  }
}
