/** How much of their models' context windows the production calls of a family used on one day. */
export interface DailyUse {
  /** UTC: `2026-11-30`. */
  readonly day: string;
  /** Those that were looked at, and of which it is known. */
  readonly calls: number;
  /** A share of the window: 99 of 100 calls used no more, with the longest answer that they allow. */
  readonly p99: number;
}

/** How full the context windows of a family's calls get, and where that leads. */
export interface HeadroomReport {
  readonly family: string;
  /** Of the last 28 whole days those with calls; the oldest first. */
  readonly days: readonly DailyUse[];
  /** By how much of the window the daily share grows in a day; null where too few days are known. */
  readonly growth: number | null;
  /** In how many days the window is full; null where that is not within 90, and where too few are known. */
  readonly daysUntilFull: number | null;
}
