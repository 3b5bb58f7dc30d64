import type { JsonObject } from "../../json/json-value.js";
import type { DeadJob, Job, JobOptions, QueueCounts } from "./job.js";
import type { PlannedSchedule, Schedule } from "./schedule.js";

export interface WorkOptions {
  /** So many jobs run at once in this process. Default: 1. */
  readonly concurrency?: number | undefined;
}

/**
 * Work that outlives a process: eval runs, monitoring. A queue is there with its first use; its name has letters,
 * digits, ".", "_", "-" and "/". Each environment has queues of its own. Throws PromptrailError `store_unavailable`,
 * and `request_invalid` for names, times and zones that there are not.
 */
export interface JobQueue {
  /** The job's id; null where one of its key waits or runs. */
  send(queue: string, payload: JsonObject, options?: JobOptions): Promise<string | null>;
  /** Adds a schedule, or takes the place of the one with its key. */
  schedule(schedule: Schedule): Promise<void>;
  unschedule(queue: string, key?: string): Promise<void>;
  /** In the order of queues and keys. */
  schedules(): Promise<readonly PlannedSchedule[]>;
  /**
   * Runs `handle` for each job until the returned function is called, which waits for those that run. What `handle`
   * throws is a failed attempt; a job whose process is gone is given to another one when its lease ends. A database
   * that goes away is told to the queue's `onProblem`, and work goes on when it is back.
   */
  work(
    queue: string,
    handle: (job: Job) => Promise<void>,
    options?: WorkOptions,
  ): Promise<() => Promise<void>>;
  counts(queue: string): Promise<QueueCounts>;
  /** The newest 100, newest first. */
  dead(queue: string): Promise<readonly DeadJob[]>;
  /** Lets a dead job wait again, for one more attempt. False where there is none of that id. */
  revive(queue: string, id: string): Promise<boolean>;
  /** Takes no more jobs, fires the signals of those that run, and waits for them. */
  close(): Promise<void>;
}
