import { type Lane, ProviderError } from "@promptrail/core";
import { leastLeft } from "./vendor-grants.js";

/** Why a request waits, or waited in vain. */
export type WaitReason =
  | {
      readonly by: "requests" | "tokens";
      readonly limit: number;
      /** Other processes have what is left of it. */
      readonly isShared?: boolean;
    }
  | { readonly by: "vendor" };

interface Refused {
  readonly provider: string;
  readonly lane: Lane;
  readonly model: string;
}

/** A request that was not sent, since its turn did not come. */
export class LaneError extends ProviderError {}

/** What a call fails with whose time ended before its turn came. */
export function waitedInVain(
  { provider, lane, model }: Refused,
  reason: WaitReason,
  waitMs: number | null,
): LaneError {
  return new LaneError({
    kind: "rate_limited",
    provider,
    retryAfterMs: waitMs === null ? undefined : Math.max(0, Math.ceil(waitMs)),
    reason: `nothing was sent: the call's time ended while it waited in the lane "${lane}". ${describe(reason, provider, model)}`,
  });
}

function describe(reason: WaitReason, provider: string, model: string): string {
  if (reason.by === "vendor") {
    return `The vendor said that less than ${leastLeft * 100}% of what it grants for ${model} is left, which is left to production. Call again later, or ask the vendor for a higher limit.`;
  }
  const setting = `limits.${provider}.${reason.by}PerMinute`;
  if (reason.isShared === true) {
    return `All workers together send at most ${reason.limit} ${reason.by} a minute there (\`${setting}\`), and leave a fifth of it to production. Raise that limit, or run fewer workers.`;
  }
  return `This process sends at most ${reason.limit} ${reason.by} a minute there (\`${setting}\`). Raise that limit, send fewer calls at once, or give the call more time with \`timeoutMs\`.`;
}

/** What a call fails with that would never be sent. Not `rate_limited`: waiting does not help. */
export function neverFits({ provider, lane }: Refused, tokens: number, most: number): LaneError {
  return new LaneError({
    kind: "quota",
    provider,
    reason: `nothing was sent: the request may use about ${tokens} tokens, and the lane "${lane}" may use ${Math.floor(most)} a minute there, by \`limits.${provider}.tokensPerMinute\`. Raise that limit, or lower the version's maxTokens.`,
  });
}

/** What a call fails with whose caller gives up while it waits. */
export function leftLane({ provider, lane }: Refused): LaneError {
  const reason = `nothing was sent: the call was cancelled while it waited in the lane "${lane}".`;
  return new LaneError({ kind: "cancelled", provider, reason });
}
