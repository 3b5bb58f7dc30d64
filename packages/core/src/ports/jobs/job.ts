import type { JsonObject } from "../../json/json-value.js";

/** Work that a queue gave to a process. */
export interface Job {
  readonly id: string;
  readonly queue: string;
  readonly payload: JsonObject;
  /** From 1. */
  readonly attempt: number;
  /** Fires where the job is not this process's any more: its lease ran out unseen, or the queue is closed. */
  readonly signal: AbortSignal;
}

export interface JobOptions {
  /** At most one job with this key waits or runs in the queue. Letters, digits, ".", "_", "-" and "/". */
  readonly key?: string | undefined;
  /** Default: at once. */
  readonly startAfter?: Date | undefined;
  /** How often it is tried again after it failed, or after its process was gone. Default: 2. */
  readonly retries?: number | undefined;
  /** Between two attempts, in seconds. Default: 1. */
  readonly retryDelaySeconds?: number | undefined;
  /**
   * A process that gives no sign of life for so long has lost the job, in whole seconds from 10. A process that lives
   * gives one in half the time, however long the job takes, up to a day. Default: 30.
   */
  readonly leaseSeconds?: number | undefined;
}

/** A job that failed as often as it may. It stays until it is revived, or for 7 days. */
export interface DeadJob {
  readonly id: string;
  readonly payload: JsonObject;
  readonly attempts: number;
  readonly diedAt: Date;
  /** What its last attempt failed with. */
  readonly reason: string;
}

export interface QueueCounts {
  /** Those that wait for a retry or for their time, too. */
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
}
