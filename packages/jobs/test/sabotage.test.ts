import type { JobQueue } from "@promptrail/core/jobs";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { embedded } from "@promptrail/store-postgres";
import { checkJobQueue } from "@promptrail/testing/conformance";
import { afterAll, beforeAll, describe, test } from "vitest";
import { migrateJobs } from "../src/index.js";
import { databaseOf, openQueue } from "./open-queues.js";

let store: OpenStore;
beforeAll(async () => {
  store = await embedded({ folder: "memory" }).open({ environment: "held", projectFolder: "." });
  await migrateJobs(await databaseOf(store));
});
afterAll(() => store?.close());

// A case that waits for what never comes waits no longer than this.
const timeout = 4_000;

describe("the suite finds a job queue that", () => {
  test.concurrent.for<[string, RegExp, (queue: JobQueue) => Partial<JobQueue>]>([
    [
      "loses what was sent",
      /once, with what was sent/,
      (queue) => ({ send: (name, _payload, options) => queue.send(name, {}, options) }),
    ],
    [
      "gives a job twice",
      /once, with what was sent/,
      (queue) => ({
        work: (name, handle, options) =>
          queue.work(
            name,
            async (job) => {
              await handle(job);
              await handle(job);
            },
            options,
          ),
      }),
    ],
    [
      "knows no keys",
      /one job of a key/,
      (queue) => ({
        send: (name, payload, options) => queue.send(name, payload, { ...options, key: undefined }),
      }),
    ],
    [
      "gives every job at once",
      /until its time/,
      (queue) => ({ send: (name, payload) => queue.send(name, payload) }),
    ],
    [
      "runs one job at a time",
      /so many at once/,
      (queue) => ({ work: (name, handle) => queue.work(name, handle) }),
    ],
    [
      "leaves its jobs when it is stopped",
      /waits for the jobs that run/,
      (queue) => ({
        work: async (...request) => {
          const stop = await queue.work(...request);
          return async () => void stop();
        },
      }),
    ],
    [
      "tells no job of its end",
      /fires the signal of a job/,
      (queue) => ({
        work: (name, handle, options) =>
          queue.work(
            name,
            async (job) => {
              await Promise.race([
                handle({ ...job, signal: new AbortController().signal }),
                new Promise((resolve) => job.signal.addEventListener("abort", resolve)),
              ]);
            },
            options,
          ),
      }),
    ],
    [
      "takes a failure for an end",
      /tries a failed job again/,
      (queue) => ({
        work: (name, handle, options) =>
          queue.work(name, (job) => handle(job).catch(() => {}), options),
      }),
    ],
    [
      "tries again for ever",
      /tries a failed job again/,
      (queue) => ({
        send: (name, payload, options) => queue.send(name, payload, { ...options, retries: 1_000 }),
      }),
    ],
    [
      "tries again at once",
      /waits between two attempts/,
      (queue) => ({
        send: (name, payload, options) =>
          queue.send(name, payload, { ...options, retryDelaySeconds: 0 }),
      }),
    ],
    ["revives what is not dead", /tries a failed job again/, () => ({ revive: async () => true })],
    [
      "knows one zone",
      /by the clocks of their zone/,
      (queue) => ({ schedule: ({ zone: _zone, ...plan }) => queue.schedule(plan) }),
    ],
    ["takes any time", /times and zones that there are not/, () => ({ schedule: async () => {} })],
    ["takes any name", /refuses names and numbers/, () => ({ send: async () => "an-id" })],
  ])("%s", async ([_name, title, change], { expect }) => {
    const database = await databaseOf(store);
    const failure = await checkJobQueue(
      title,
      async (environment) => {
        const queue = await openQueue(database, environment);
        return { ...queue, ...change(queue) };
      },
      { timeout, expect },
    );
    expect(failure).toMatchObject({ name: expect.stringMatching(/Error/) });
  });

  test.concurrent("knows one environment", async ({ expect }) => {
    const database = await databaseOf(store);
    const failure = await checkJobQueue(/environments apart/, () => openQueue(database, "one"), {
      timeout,
      expect,
    });
    expect(failure).toMatchObject({ name: "AssertionError" });
  });
});
