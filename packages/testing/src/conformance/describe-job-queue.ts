import { describe, test } from "vitest";
import { jobQueueCases } from "./jobs/job-queue-cases.js";
import { type OpenQueue, runQueueCase } from "./jobs/queue-case.js";

/** The conformance suite of job queues: the queues that `open` gives for one environment are one. */
export function describeJobQueue(name: string, open: OpenQueue): void {
  describe(`job queue: ${name}`, () => {
    // Most of each is waiting.
    for (const each of jobQueueCases) {
      test.concurrent(each.title, ({ expect }) => runQueueCase(each, open, { expect }));
    }
  });
}
