import { setTimeout as wait } from "node:timers/promises";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { embedded } from "@promptrail/store-postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateJobs } from "../src/index.js";
import { databaseOf, openQueue } from "./open-queues.js";

let store: OpenStore;
beforeAll(async () => {
  store = await embedded({ folder: "memory" }).open({ environment: "given", projectFolder: "." });
  await migrateJobs(await databaseOf(store));
});
afterAll(() => store?.close());

test("a process that gives every job back leaves them to one that can do them", async () => {
  const jobs = 12;
  const queue = await openQueue(await databaseOf(store), "given");
  let given = 0;
  const done = new Set<unknown>();
  // It is always free, and so would be the first at each job, again and again.
  const endOther = await queue.work(
    "ranges",
    async () => {
      given += 1;
      throw new Error("This process has other code.");
    },
    { concurrency: 2 },
  );
  const end = await queue.work("ranges", async ({ payload }) => {
    // What it does takes its time, and the others are free meanwhile.
    await wait(50);
    done.add(payload["at"]);
  });
  for (let at = 0; at < jobs; at += 1) {
    await queue.send("ranges", { at }, { key: `${at}`, retries: 1_000 });
  }
  await expect.poll(() => done.size, { timeout: 20_000 }).toBe(jobs);
  expect(given).toBeLessThan(5 * jobs);
  await Promise.all([end(), endOther()]);
  await queue.close();
});
