/** How many templates render beside the caller's thread, and how long and large they may get. */
export interface RenderPoolSettings {
  /** Threads. Default: 2. */
  readonly workers?: number;
  /** Milliseconds that one render may take, without a worker's start. Default: 10,000. */
  readonly deadlineMs?: number;
  /** Milliseconds that a render may wait for a worker. Default: 30,000. */
  readonly patienceMs?: number;
  /** Megabytes of each worker's heap, of which a context may take a quarter. Default: 256. */
  readonly memoryMb?: number;
  /**
   * Modules that the workers import. Functions cannot be sent to them, so a template whose own filters
   * and functions are no exports of these, with the same name and version, is rendered in the caller's thread.
   */
  readonly filterModules?: readonly (string | URL)[];
}

export const defaultPoolSettings: Required<RenderPoolSettings> = {
  workers: 2,
  deadlineMs: 10_000,
  patienceMs: 30_000,
  memoryMb: 256,
  filterModules: [],
};

/** Contexts above it are rendered in the pool, whatever the template. */
export const largeContextBytes = 64 * 1024;

/** The part of the limits within which the caller's thread tries what seems cheap. */
export const cheapShare = 1 / 40;

/** What a render that nobody waits for may still take: most have ended by then, and a new thread costs more. */
export const leftMs = 250;
