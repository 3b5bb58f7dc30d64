import type { JsonObject } from "../json/json-value.js";

export interface Job {
  readonly id: string;
  readonly queue: string;
  readonly payload: JsonObject;
  /** From 1. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}

export interface JobOptions {
  /** At most one job with this key waits in the queue. */
  readonly key?: string;
  readonly startAfter?: Date;
  readonly retries?: number;
}

/** Work that outlives a process: eval runs, monitoring. */
export interface JobQueue {
  send(queue: string, payload: JsonObject, options: JobOptions): Promise<string | null>;
  /** `cron` has five fields and is read in UTC. */
  schedule(queue: string, cron: string, payload: JsonObject): Promise<void>;
  unschedule(queue: string): Promise<void>;
  /** Runs `handle` for each job until the returned function is called, which waits for those that run. */
  work(queue: string, handle: (job: Job) => Promise<void>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
