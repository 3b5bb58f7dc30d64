import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import {
  type LoadedServer,
  startLoadedServer,
} from "../../../../tooling/test/load/start-loaded-server.ts";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";

const adminUrl = inject("postgresAdminUrl");

describe.skipIf(adminUrl === null)(titleOnPostgres("a server that is stopped"), () => {
  let database: TestDatabase;
  let server: LoadedServer | undefined;
  beforeEach(async () => {
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterEach(async () => {
    server?.signal("SIGKILL");
    await server?.stop();
    await database?.drop();
  });

  const start = async (graceSeconds: number) => {
    const started = await startLoadedServer(database.url, graceSeconds);
    server = started;
    const post = (family: string, use: string) =>
      fetch(`${started.url}/v1/prompts/${family}/${use}`, {
        method: "POST",
        headers: { authorization: `Bearer ${started.key}`, "content-type": "application/json" },
        body: '{"context": {}}',
      });
    return { ...started, post };
  };

  test("ends shadow runs at once, whatever its grace", async () => {
    const { post, signal, ended } = await start(3_600);
    expect((await post("healthy", "call")).status).toBe(200);
    signal("SIGTERM");
    expect(await ended).toBe(0);
  });

  test("ends calls that are left after its grace, each with an answer", async () => {
    const { post, signal, ended } = await start(1);
    const stream = await post("endless", "stream");
    const left = [post("hanging", "call"), post("hanging", "stream")];
    // Both are there once a third one has been answered.
    await post("healthy", "call");
    const startedAt = performance.now();
    signal("SIGTERM");
    for (const answer of await Promise.all(left)) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("1");
      expect(await answer.json()).toMatchObject({ code: "unavailable" });
    }
    expect(await stream.text()).toMatch(/\n\nevent: error\ndata: {.*"code":"unavailable".*}\n\n$/);
    expect(await ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(slack * 2_000);
  });

  test("ends at once at a second signal, and its store holds what was decided", async () => {
    const { post, signal, ended, url, key } = await start(3_600);
    const hanging = post("hanging", "call").catch(() => "cut");
    await post("healthy", "call");
    const headers = { authorization: `Bearer ${key}` };
    const ask = (path: string, method: string) => fetch(`${url}${path}`, { method, headers });
    expect((await ask("/admin/prompts/decided/rollback", "POST")).status).toBe(200);
    signal("SIGTERM");
    const refuses = () =>
      ask("/healthz", "GET").then(
        () => false,
        () => true,
      );
    await expect.poll(refuses).toBe(true);
    // One that comes right after the first is the same Ctrl-C, passed on by npm.
    const again = setInterval(() => signal("SIGTERM"), 100);
    expect(await ended).toBe("SIGTERM");
    clearInterval(again);
    expect(await hanging).toBe("cut");
    const restarted = await startLoadedServer(database.url);
    server = restarted;
    const status = await fetch(`${restarted.url}/v1/status`, { headers });
    expect(await status.json()).toMatchObject({
      families: expect.arrayContaining([
        expect.objectContaining({ family: "decided", active_version: 1 }),
      ]),
    });
  });
});
