import type { Message, ProviderWarning } from "@promptrail/core";
import { hasCacheHint } from "@promptrail/core/provider-kit";

/** What a vendor that caches by itself does not take. */
export function warnOfCacheHints(
  messages: readonly Message[],
  vendor: string,
): readonly ProviderWarning[] {
  const reason = `${vendor} chooses itself what it caches; the hint was not sent.`;
  return hasCacheHint(messages) ? [{ setting: "cache", reason }] : [];
}
