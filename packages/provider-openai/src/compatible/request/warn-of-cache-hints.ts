import type { Message, ProviderWarning } from "@promptrail/core";

/** What a vendor that caches by itself does not take. */
export function warnOfCacheHints(
  messages: readonly Message[],
  vendor: string,
): readonly ProviderWarning[] {
  const hasCacheHint = messages.some(({ content }) =>
    content.some((part) => part.type === "text" && part.cache !== undefined),
  );
  const reason = `${vendor} chooses itself what it caches; the hint was not sent.`;
  return hasCacheHint ? [{ setting: "cache", reason }] : [];
}
