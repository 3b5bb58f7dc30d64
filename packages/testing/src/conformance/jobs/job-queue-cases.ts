import type { Job } from "@promptrail/core/jobs";
import { expect } from "vitest";
import { holdJobs, type QueueCase } from "./queue-case.js";
import { scheduleCases } from "./schedule-cases.js";

const payload = { case: "Ada's 🛒", rows: [1, null, { deep: true }] };

const count = (all: readonly Job[], id: string | null) => all.filter((job) => job.id === id).length;

const sendingCases: readonly QueueCase[] = [
  {
    title: "gives a job to a handler once, with what was sent",
    run: async ({ queue, poll }) => {
      const id = await queue.send("run", payload);
      const seen: Job[] = [];
      await queue.work("run", async (job) => void seen.push(job));
      await poll(() => seen).toMatchObject([{ id, queue: "run", payload, attempt: 1 }]);
      await poll(() => queue.counts("run")).toEqual({ waiting: 0, running: 0, dead: 0 });
      expect(seen).toHaveLength(1);
    },
  },
  {
    title: "takes one job of a key, until it has ended, and any number without one",
    run: async ({ queue, poll }) => {
      const held = holdJobs();
      expect(await queue.send("run", {}, { key: "a/1" })).not.toBeNull();
      expect(await queue.send("run", {}, { key: "a/1" })).toBeNull();
      expect(await queue.send("run", {}, { key: "a/2" })).not.toBeNull();
      expect(await queue.send("other", {}, { key: "a/1" })).not.toBeNull();
      for (let at = 0; at < 2; at += 1) expect(await queue.send("run", {})).not.toBeNull();
      expect(await queue.counts("run")).toEqual({ waiting: 4, running: 0, dead: 0 });
      const stop = await queue.work("run", held.handle, { concurrency: 4 });
      await poll(() => held.jobs.length).toBe(4);
      expect(await queue.send("run", {}, { key: "a/1" })).toBeNull();
      held.letGo();
      await stop();
      expect(await queue.send("run", {}, { key: "a/1" })).not.toBeNull();
    },
  },
  {
    title: "keeps a job until its time",
    run: async ({ queue, poll }) => {
      const seen: Job[] = [];
      const later = await queue.send("run", {}, { startAfter: new Date(Date.now() + 3_600_000) });
      const soon = await queue.send("run", {}, { startAfter: new Date(Date.now() + 1_000) });
      const now = await queue.send("run", {});
      await queue.work("run", async (job) => void seen.push(job));
      await poll(() => seen.map(({ id }) => id)).toEqual([now, soon]);
      expect(count(seen, later)).toBe(0);
      expect(await queue.counts("run")).toMatchObject({ waiting: 1 });
    },
  },
  {
    title: "keeps environments apart",
    run: async ({ queue, openOther, poll }) => {
      const other = await openOther("another-environment");
      const seen: Job[] = [];
      await other.work("run", async (job) => void seen.push(job));
      await queue.send("run", { of: "this" }, { key: "a" });
      const sent = await other.send("run", { of: "another" }, { key: "a" });
      await poll(() => seen.map(({ id }) => id)).toEqual([sent]);
      expect(await queue.counts("run")).toMatchObject({ waiting: 1 });
    },
  },
  {
    title: "refuses names and numbers that there are not, by their name",
    run: async ({ queue }) => {
      const refused = { code: "request_invalid" };
      await expect(queue.send("a queue", {})).rejects.toMatchObject(refused);
      await expect(queue.send("run", {}, { key: "a key" })).rejects.toMatchObject(refused);
      for (const wrong of [{ retries: -1 }, { leaseSeconds: 9 }, { retryDelaySeconds: 0.5 }]) {
        const [name = ""] = Object.keys(wrong);
        await expect(queue.send("run", {}, wrong)).rejects.toThrow(name);
      }
      expect(await queue.counts("run")).toEqual({ waiting: 0, running: 0, dead: 0 });
    },
  },
];

const workingCases: readonly QueueCase[] = [
  {
    title: "gives no job to two of several processes",
    run: async ({ queue, openOther, poll }) => {
      const other = await openOther();
      const seen: Job[] = [];
      const handle = async (job: Job) => void seen.push(job);
      for (const each of [queue, other]) await each.work("run", handle, { concurrency: 3 });
      const sent = await Promise.all(
        Array.from({ length: 24 }, (_each, at) => queue.send("run", { at })),
      );
      await poll(() => seen.length).toBe(sent.length);
      await poll(() => queue.counts("run")).toEqual({ waiting: 0, running: 0, dead: 0 });
      expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(sent));
      expect(seen).toHaveLength(sent.length);
    },
  },
  {
    title: "runs so many at once as its options say",
    run: async ({ queue, poll }) => {
      const held = holdJobs();
      for (let at = 0; at < 5; at += 1) await queue.send("run", { at });
      const stop = await queue.work("run", held.handle, { concurrency: 2 });
      await poll(() => queue.counts("run")).toMatchObject({ running: 2, waiting: 3 });
      expect(held.jobs).toHaveLength(2);
      const stopped = stop();
      held.letGo();
      await stopped;
    },
  },
  {
    title: "waits for the jobs that run when it is stopped, and takes no other",
    run: async ({ queue, poll }) => {
      const held = holdJobs();
      await queue.send("run", {});
      const stop = await queue.work("run", held.handle);
      await poll(() => held.jobs.length).toBe(1);
      await queue.send("run", {});
      let isStopped = false;
      const stopping = stop().then(() => {
        isStopped = true;
      });
      await queue.counts("run");
      expect(isStopped).toBe(false);
      held.letGo();
      await stopping;
      expect(await queue.counts("run")).toEqual({ waiting: 1, running: 0, dead: 0 });
    },
  },
  {
    title:
      "fires the signal of a job that runs when it is closed, and gives the job to another process",
    run: async ({ queue, openOther, poll }) => {
      const other = await openOther();
      let isRunning = false;
      await other.work("run", async ({ signal }) => {
        isRunning = true;
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        throw new Error("given back");
      });
      const id = await queue.send("run", payload);
      await poll(() => isRunning).toBe(true);
      await other.close();
      const seen: Job[] = [];
      await queue.work("run", async (job) => void seen.push(job));
      await poll(() => seen).toMatchObject([{ id, payload, attempt: 2 }]);
    },
  },
];

const failingCases: readonly QueueCase[] = [
  {
    title:
      "tries a failed job again as often as it may, and then keeps it as dead until it is revived",
    run: async ({ queue, poll }) => {
      const attempts: number[] = [];
      let isMended = false;
      const id = await queue.send("run", payload, { key: "k", retries: 1, retryDelaySeconds: 0 });
      await queue.work("run", async ({ attempt }) => {
        attempts.push(attempt);
        if (!isMended) throw new Error(`attempt ${attempt} went wrong`);
      });
      const reason = "attempt 2 went wrong";
      await poll(() => queue.dead("run")).toMatchObject([{ id, payload, attempts: 2, reason }]);
      const [dead] = await queue.dead("run");
      expect(Math.abs(Date.now() - Number(dead?.diedAt))).toBeLessThan(60_000);
      expect(attempts).toEqual([1, 2]);
      expect(await queue.counts("run")).toEqual({ waiting: 0, running: 0, dead: 1 });
      isMended = true;
      expect(await queue.revive("run", "no-such-job")).toBe(false);
      expect(await queue.revive("run", id ?? "")).toBe(true);
      await poll(() => queue.counts("run")).toEqual({ waiting: 0, running: 0, dead: 0 });
      expect(attempts).toEqual([1, 2, 3]);
      expect(await queue.revive("run", id ?? "")).toBe(false);
    },
  },
  {
    title: "waits between two attempts",
    run: async ({ queue, poll }) => {
      const at: number[] = [];
      await queue.send("run", {}, { retries: 1, retryDelaySeconds: 2 });
      await queue.work("run", async () => {
        at.push(performance.now());
        if (at.length === 1) throw new Error("once");
      });
      await poll(() => at.length).toBe(2);
      // The database's clock has whole milliseconds, and the two clocks are not one.
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(1_900);
    },
  },
];

/** What every job queue must do. */
export const jobQueueCases: readonly QueueCase[] = [
  ...sendingCases,
  ...workingCases,
  ...failingCases,
  ...scheduleCases,
];
