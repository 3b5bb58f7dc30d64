import { readRateLimits } from "@promptrail/core/provider-kit";
import type { CompatibleVendor } from "../compatible-vendor.js";
import type { ReplyContext } from "../reply/from-chat-completion.js";

/** What the headers of an answer say of it. */
export function readReply(
  { headers }: Response,
  { requestIdHeader, rateLimitHeaders }: CompatibleVendor,
): Pick<ReplyContext, "requestId" | "rateLimits"> {
  return {
    requestId: headers.get(requestIdHeader),
    rateLimits: readRateLimits(headers, rateLimitHeaders),
  };
}
