import type { Summary } from "./usage-row.js";

/** Four buckets to each doubling: a quantile is known within 9%. */
const perDoubling = 4;

/** What is measured, and the least of it that has a bucket above the first. */
export interface Scale {
  readonly least: number;
  /** The last bucket takes all that is larger. */
  readonly most: number;
}

/** Milliseconds: up to three hours. */
export const latencyScale: Scale = { least: 1, most: 10_800_000 };
/** US dollars of one call. */
export const costScale: Scale = { least: 1e-7, most: 1_000 };
/** Tokens. */
export const tokenScale: Scale = { least: 1, most: 16_000_000 };

/** Bucket 0 holds what is at most `least`; bucket k up to `least` · 2^(k/4). */
export function toBucket(value: number, { least, most }: Scale): number {
  if (!(value > least)) return 0;
  return Math.ceil(perDoubling * Math.log2(Math.min(value, most) / least) - 1e-9);
}

/** The geometric middle of a bucket. */
export function fromBucket(bucket: number, { least }: Scale): number {
  return bucket === 0 ? least : least * 2 ** ((bucket - 0.5) / perDoubling);
}

export const emptySummary: Summary = Object.freeze({ count: 0, sum: 0, squares: 0, buckets: [] });

/** A summary that takes values one by one. */
export class SummaryMaker {
  readonly #scale: Scale;
  readonly #buckets: number[] = [];
  #count = 0;
  #sum = 0;
  #squares = 0;

  constructor(scale: Scale) {
    this.#scale = scale;
  }

  /** Null, and what is no number, is unknown and not taken. */
  take(value: number | null): void {
    if (value === null || !Number.isFinite(value)) return;
    const bucket = toBucket(value, this.#scale);
    while (this.#buckets.length <= bucket) this.#buckets.push(0);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#sum += value;
    this.#squares += value * value;
  }

  made(): Summary {
    return {
      count: this.#count,
      sum: this.#sum,
      squares: this.#squares,
      buckets: [...this.#buckets],
    };
  }
}

/** Both together. */
export function addSummaries(left: Summary, right: Summary): Summary {
  const length = Math.max(left.buckets.length, right.buckets.length);
  return {
    count: left.count + right.count,
    sum: left.sum + right.sum,
    squares: left.squares + right.squares,
    buckets: Array.from(
      { length },
      (_each, index) => (left.buckets[index] ?? 0) + (right.buckets[index] ?? 0),
    ),
  };
}

/**
 * A quantile by the nearest rank, within 9%; null of no values.
 *
 * @param share 0 to 1: 0.99 for the 99th percentile.
 */
export function findQuantile({ buckets }: Summary, share: number, scale: Scale): number | null {
  const count = buckets.reduce((sum, each) => sum + each, 0);
  if (count === 0) return null;
  const rank = Math.max(1, Math.ceil(share * count));
  let seen = 0;
  const bucket = buckets.findIndex((each) => {
    seen += each;
    return seen >= rank;
  });
  return fromBucket(bucket, scale);
}
