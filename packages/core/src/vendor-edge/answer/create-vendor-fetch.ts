import { ProviderError } from "../../errors/provider-error.js";
import { limitBody } from "./limit-body.js";

/** In bytes after decompression. No model writes so much, and one answer must not fill the memory. */
export const longestAnswer = 32_000_000;

export interface AskedVendor {
  /** The provider's id, for its errors. */
  readonly provider: string;
  /** As people write it: "OpenAI". */
  readonly name: string;
}

/**
 * A `fetch` for a vendor's client, the platform's by default. A redirect is an error and never followed, since it
 * would carry prompt and key elsewhere; an answer has at most `longestAnswer` bytes, also one that is compressed,
 * streamed or without an end. Both are a ProviderError, which a client may wrap: see `findProviderError`.
 */
export function createVendorFetch(vendor: AskedVendor, send = fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, { ...init, redirect: "manual" });
    if (isRedirect(response)) {
      await response.body?.cancel().catch(() => {});
      throw toRedirectError(vendor, response);
    }
    return limitBody(response, longestAnswer, () => toLengthError(vendor, response.status));
  };
}

/** A `fetch` of somebody's own may have followed one, or hide it. */
function isRedirect({ status, type, redirected }: Response): boolean {
  return redirected || type === "opaqueredirect" || (status >= 300 && status < 400);
}

function toRedirectError({ provider, name }: AskedVendor, response: Response): ProviderError {
  const place = URL.parse(response.headers.get("location") ?? "", response.url)?.origin;
  return new ProviderError({
    kind: "not_found",
    provider,
    reason: `${name}'s address answers with a redirect${place === undefined ? "" : ` to ${place}`}. It was not followed: prompt and key go to the configured address alone. Correct the base URL.`,
    status: response.status,
  });
}

function toLengthError({ provider, name }: AskedVendor, status: number): ProviderError {
  return new ProviderError({
    kind: "server_error",
    provider,
    reason: `${name}'s answer has more than ${longestAnswer / 1_000_000} MB; the rest was not read. Look at what stands at the base URL, or try again later.`,
    status,
  });
}
