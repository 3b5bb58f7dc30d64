import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { type DatabaseProxy, startProxy } from "../../../../tooling/test/start-proxy.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { listenTiming } from "../../src/postgres/listening/listen-timing.js";
import { bringLive, promote } from "../commands.js";
import { openStore, watchStore } from "./watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("notifications");

/** From a commit to every process, by polling alone. */
const promisedMs = 650;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const deaf = { data: expect.objectContaining({ problem: "no_notifications" }) };

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterAll(() => database?.drop());

  const prepare = async (environment: string) => {
    const { url } = database;
    proxy = await startProxy(url);
    const deciding = await openStore({ url, environment });
    await bringLive(deciding, "fraud_score", 2);
    return { deciding, url };
  };

  test("swallowed on their way leave polling, which keeps its bound for every process", async () => {
    const { deciding } = await prepare("swallowed");
    const open = () => openStore({ url: proxy.url, environment: "swallowed" });
    const watching = await Promise.all([1, 2, 3, 4, 5].map(async () => watchStore(await open())));
    // Each hears its own probe: it listens.
    await expect.poll(() => proxy.notifications.seen).toBeGreaterThanOrEqual(watching.length);
    proxy.swallowNotifications();
    const delays: number[] = [];
    for (const [at, version] of [1, 2, 1, 2, 1, 2].entries()) {
      const { decision } = await deciding.status.decide(promote("fraud_score", version));
      const committedAt = performance.now();
      const hasAll = () => watching.every(({ told }) => told.at(-1)?.revision === at + 3);
      await expect.poll(hasAll, { timeout: slack * promisedMs, interval: 5 }).toBe(true);
      expect(decision?.revision).toBe(at + 3);
      delays.push(...watching.map(({ toldAt }) => (toldAt.at(-1) ?? 0) - committedAt));
    }
    expect(proxy.notifications.swallowed).toBeGreaterThan(0);
    delays.sort((left, right) => left - right);
    expect(delays.at(-1)).toBeLessThan(slack * promisedMs);
    await Promise.all([deciding, ...watching.map(({ store }) => store)].map((it) => it.close()));
    await proxy.close();
  });

  test("that never arrive are told once, with the cure, while polling goes on", async () => {
    const { deciding } = await prepare("deaf");
    proxy.swallowNotifications();
    const timing = { ...listenTiming, probeMs: 100, deafRetryMs: 20, repeatMs: 1 };
    const store = await openStore({
      url: proxy.url,
      environment: "deaf",
      listenTiming: timing,
    });
    const watched = await watchStore(store);
    // It has tried again, and again heard nothing.
    await expect.poll(() => proxy.notifications.swallowed).toBeGreaterThan(2);
    expect(watched.problems).toEqual([expect.objectContaining(deaf)]);
    expect(String(watched.problems[0])).toContain("DATABASE_DIRECT_URL");
    const { state } = await deciding.status.decide(promote("fraud_score", 1));
    await expect.poll(() => watched.told.at(-1)?.families).toEqual([state]);
    await Promise.all([store.close(), deciding.close()]);
    await proxy.close();
  });

  test("that a probe still waits for do not keep a process that has closed its store", async () => {
    const { deciding } = await prepare("ending");
    proxy.swallowNotifications();
    const child = fork(here("../close-while-probing.ts"), [proxy.url, "ending"], {
      execArgv: [
        ...["--disable-warning=ExperimentalWarning", "--conditions=@promptrail/source"],
        ...["--import", here("../../../../tooling/test/source-resolution.ts")],
      ],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    await expect.poll(() => proxy.notifications.swallowed).toBeGreaterThan(0);
    child.send("close");
    await expect.poll(() => child.exitCode).toBe(0);
    await deciding.close();
    await proxy.close();
  });

  test("of a half-open connection are missed until its heartbeat finds out and it is rebuilt", async () => {
    const { deciding, url } = await prepare("half-open");
    const timing = { ...listenTiming, heartbeatMs: 200, answerMs: 300 };
    const environment = "half-open";
    // Polls too seldom to help: only a notification can tell in time.
    const pollMs = 60_000;
    const store = await openStore({
      url,
      directUrl: proxy.url,
      environment,
      listenTiming: timing,
      pollMs,
    });
    const watched = await watchStore(store);
    const polling = await watchStore(await openStore({ url, environment, directUrl: proxy.url }));
    await expect.poll(() => proxy.notifications.seen).toBe(2);
    const before = proxy.accepted();
    proxy.freezeOpen();
    await deciding.status.decide(promote("fraud_score", 1));
    const committedAt = performance.now();
    const rebuiltWithinMs = slack * (timing.heartbeatMs + timing.answerMs);
    const revisionOf = ({ told }: typeof watched) => told.at(-1)?.revision;
    await expect.poll(() => revisionOf(watched), { timeout: rebuiltWithinMs }).toBe(3);
    expect(proxy.accepted()).toBeGreaterThan(before);
    await expect.poll(() => revisionOf(polling), { timeout: slack * promisedMs }).toBe(3);
    expect((polling.toldAt.at(-1) ?? 0) - committedAt).toBeLessThan(slack * promisedMs);
    await deciding.status.decide(promote("fraud_score", 2));
    await expect.poll(() => revisionOf(watched), { timeout: rebuiltWithinMs }).toBe(4);
    await Promise.all([store, polling.store, deciding].map((each) => each.close()));
    await proxy.close();
  });
});
