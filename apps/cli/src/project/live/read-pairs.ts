import type { ClientAnswer } from "@promptrail/client";
import { omitUndefined } from "@promptrail/core/portable";
import { mostPairs } from "@promptrail/http-api";
import type { BackendView } from "./backend.js";

export type LoggedPair = ClientAnswer<"shadowPairs">["pairs"][number];

interface PairsQuery {
  readonly family: string;
  /** Only pairs of two of these. */
  readonly versions?: readonly number[];
  readonly since?: Date | undefined;
  /** The newest so many. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onProgress: (way: { readonly done: number; readonly total: number }) => void;
}

export interface ReadPairs {
  readonly pairs: readonly LoggedPair[];
  /** Shadow runs on the way whose production call is not in the log. */
  readonly unpaired: number;
  /** Pairs that are older begin before this; null where there are none. */
  readonly nextBefore: Date | null;
}

/** The newest pairs, page by page: a page may have none, and a next page all the same. Throws the signal's reason. */
export async function readPairs(
  view: Pick<BackendView, "shadowPairs">,
  { family, versions, since, limit, signal, onProgress }: PairsQuery,
): Promise<ReadPairs> {
  const pairs = new Map<string, LoggedPair>();
  let unpaired = 0;
  let before: Date | null | undefined;
  while (before !== null && pairs.size < limit) {
    signal.throwIfAborted();
    const page = await view.shadowPairs({
      family,
      limit: mostPairs,
      ...omitUndefined({ versions, since, before }),
    });
    // A production call has one shadow run; should it ever have two, the newer one counts.
    for (const pair of page.pairs) {
      if (!pairs.has(pair.active.id)) pairs.set(pair.active.id, pair);
    }
    unpaired += page.unpaired;
    before = page.nextBefore;
    // One page is no way to tell of.
    if (before !== null) onProgress({ done: Math.min(pairs.size, limit), total: limit });
  }
  const found = [...pairs.values()];
  const kept = found.slice(0, limit);
  const isCut = kept.length < found.length;
  const nextBefore = isCut ? (kept.at(-1)?.shadow.startedAt ?? null) : (before ?? null);
  return { pairs: kept, unpaired, nextBefore };
}
