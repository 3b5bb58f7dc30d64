import type { ProviderErrorKind } from "../errors/provider-error.js";

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

/** What an HTTP status says of a failed call, where the vendor's own words say nothing better. */
export function mapReplyStatus(status: number): ProviderErrorKind {
  return kindOfStatus[status] ?? (status >= 500 ? "server_error" : "bad_request");
}
