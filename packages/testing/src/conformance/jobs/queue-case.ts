import { randomUUID } from "node:crypto";
import type { Job, JobQueue } from "@promptrail/core/jobs";
import { expect as anyExpect, type ExpectStatic } from "vitest";

export interface RunCaseSettings {
  /** How long a case waits for what should come, in ms. Default: a minute. */
  readonly timeout?: number;
  /** Of a test that runs beside others. */
  readonly expect?: ExpectStatic;
}

/** Opens the queues of an environment, as a process of its own does. */
export type OpenQueue = (environment: string) => Promise<JobQueue>;

/** What a case works on: an environment that no other one uses. */
export interface QueueBench {
  readonly queue: JobQueue;
  /** As a further process sees it. */
  readonly openOther: (environment?: string) => Promise<JobQueue>;
  /** Expects what comes in time. */
  readonly poll: <Value>(
    read: () => Value | Promise<Value>,
  ) => ReturnType<typeof anyExpect.poll<Value>>;
}

/** One thing that every job queue must do. */
export interface QueueCase {
  /** A plain sentence in the present tense. */
  readonly title: string;
  readonly run: (bench: QueueBench) => Promise<void>;
}

/** Runs one case and closes what it opened. Throws where the queue fails it. */
export async function runQueueCase(
  each: QueueCase,
  open: OpenQueue,
  { timeout = 60_000, expect = anyExpect }: RunCaseSettings = {},
): Promise<void> {
  const own = `test-${randomUUID().slice(0, 8)}`;
  const opened: JobQueue[] = [];
  const openOther = async (environment = own) => {
    const queue = await open(environment);
    opened.push(queue);
    return queue;
  };
  try {
    await each.run({
      queue: await openOther(),
      openOther,
      poll: (read) => expect.poll(read, { timeout, interval: 20 }),
    });
  } finally {
    for (const queue of opened.reverse()) await queue.close();
  }
}

/** Jobs as a handler was given them, which holds each until it is let go. */
export interface HeldJobs {
  readonly jobs: readonly Job[];
  readonly handle: (job: Job) => Promise<void>;
  /** Lets all end that run, and those that come. */
  readonly letGo: () => void;
}

export function holdJobs(): HeldJobs {
  const jobs: Job[] = [];
  let letGo = () => {};
  const isFree = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return {
    jobs,
    letGo: () => letGo(),
    handle: async (job) => {
      jobs.push(job);
      const isClosed = new Promise((resolve) => job.signal.addEventListener("abort", resolve));
      await Promise.race([isFree, isClosed]);
    },
  };
}
