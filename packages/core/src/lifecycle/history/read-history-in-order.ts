import type { Decision } from "../decision.js";
import type { HistoryQuery } from "./history-source.js";

interface InOrderSettings {
  /** Reads decisions of every family, newest first: of a store, or through a server. */
  readonly read: (
    query: Pick<HistoryQuery, "limit"> & { readonly before: number },
  ) => Promise<readonly Decision[]>;
  /** The last one that is told. */
  readonly revision: number;
  /** How many decisions a page has at most. */
  readonly pageSize: number;
}

/**
 * An environment's decisions up to a revision, oldest first, page by page: what the fold of a history
 * needs, and no more of it in memory than one page. Revisions have no gaps, so the page with the
 * oldest decisions is known without reading the newer ones.
 */
export async function* readHistoryInOrder({
  read,
  revision,
  pageSize,
}: InOrderSettings): AsyncGenerator<readonly Decision[], void, undefined> {
  for (let told = 0; told < revision; told += pageSize) {
    const last = Math.min(told + pageSize, revision);
    const found = await read({ before: last + 1, limit: last - told });
    // Where decisions were lost, the read reaches back to what the page before had.
    const news = found.filter((decision) => decision.revision > told);
    yield news.toReversed();
  }
}
