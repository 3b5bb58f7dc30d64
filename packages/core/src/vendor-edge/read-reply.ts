import type { RateLimits } from "../provider/rate-limits.js";
import { type RateLimitHeaders, readRateLimits } from "./read-rate-limits.js";
import type { ReplyHeaders } from "./reply-headers.js";

/** In which headers a vendor tells what. */
interface ReplyHeaderNames {
  readonly requestIdHeader: string;
  readonly rateLimitHeaders: RateLimitHeaders;
}

/** What the headers of an answer say of it; null for what they do not say. */
export function readReply(
  { headers }: { readonly headers: ReplyHeaders },
  { requestIdHeader, rateLimitHeaders }: ReplyHeaderNames,
): { readonly requestId: string | null; readonly rateLimits: RateLimits | null } {
  return {
    requestId: headers.get(requestIdHeader),
    rateLimits: readRateLimits(headers, rateLimitHeaders),
  };
}
