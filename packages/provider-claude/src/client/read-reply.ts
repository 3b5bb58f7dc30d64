import { readRateLimits } from "@promptrail/core/provider-kit";
import { anthropicVendor } from "../anthropic-vendor.js";
import type { ReplyContext } from "../reply/from-claude-message.js";

/** What the headers of an answer say of it. */
export function readReply({ headers }: Response): Pick<ReplyContext, "requestId" | "rateLimits"> {
  return {
    requestId: headers.get(anthropicVendor.requestIdHeader),
    rateLimits: readRateLimits(headers, anthropicVendor.rateLimitHeaders),
  };
}
