import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openTransport, readText } from "./open-transport.js";
import { startServer } from "./start-server.js";

const silent = () => startServer(() => {});

const begun = () =>
  startServer((_request, response) => {
    response.write("begin");
  });

const reason = new Error("changed my mind");

describe("a signal", () => {
  test("that is aborted already sends nothing", async () => {
    const { url, sockets } = await silent();
    const { fetch } = openTransport();
    await expect(fetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(sockets).toEqual([]);
  });

  test("that is aborted at once, while the connection opens, is answered with its reason", async () => {
    const { url } = await silent();
    const controller = new AbortController();
    const answer = openTransport().fetch(url, { signal: controller.signal });
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
  });

  test("that is aborted before the headers closes the connection", async () => {
    const server = await silent();
    const controller = new AbortController();
    const answer = openTransport().fetch(server.url, { signal: controller.signal });
    await expect.poll(() => server.sockets.length).toBe(1);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
  });

  test.each(["text", "stream"] as const)("that is aborted in the body ends its %s", async (way) => {
    const server = await begun();
    const controller = new AbortController();
    const answer = await openTransport().fetch(server.url, { signal: controller.signal });
    const reader = way === "stream" ? answer.body?.getReader() : undefined;
    await reader?.read();
    const rest = reader === undefined ? answer.text() : reader.read();
    controller.abort(reason);
    await expect(rest).rejects.toBe(reason);
    await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
  });

  test("that is aborted between two reads ends the next one", async () => {
    const server = await begun();
    const controller = new AbortController();
    const answer = await openTransport().fetch(server.url, { signal: controller.signal });
    controller.abort(reason);
    await expect(answer.text()).rejects.toBe(reason);
  });

  test("that is aborted after the answer changes nothing, and keeps no listener", async () => {
    const { url, sockets } = await startServer((_request, response) => response.end("whole"));
    const { fetch } = openTransport();
    let listeners = 0;
    const { signal } = new AbortController();
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(signal, given);
    };
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(signal, given);
    };
    for (let call = 0; call < 5; call += 1) await readText(fetch(url, { signal }));
    expect([listeners, sockets.length]).toEqual([0, 1]);
  });

  test("of a request that waits for a socket takes it from the queue", async () => {
    const asked: unknown[] = [];
    let finish = () => {};
    const { url } = await startServer((request, response) => {
      asked.push(request.url);
      finish = () => response.end("whole");
    });
    const { fetch } = openTransport({ connections: 1 });
    const first = fetch(`${url}/1`);
    await expect.poll(() => asked).toEqual(["/1"]);
    const controller = new AbortController();
    const second = fetch(`${url}/2`, { signal: controller.signal });
    const third = fetch(`${url}/3`);
    controller.abort(reason);
    await expect(second).rejects.toBe(reason);
    finish();
    expect(await (await first).text()).toBe("whole");
    await expect.poll(() => asked).toEqual(["/1", "/3"]);
    finish();
    expect(await (await third).text()).toBe("whole");
  });
});

test("a reader that leaves closes the connection", async () => {
  const server = await begun();
  const reader = (await openTransport().fetch(server.url)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
});

test("a loop that leaves closes the connection", async () => {
  const server = await begun();
  for await (const _piece of (await openTransport().fetch(server.url)).body ?? []) break;
  await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
});

test("a reader that leaves after the end keeps the connection for the next request", async () => {
  const server = await startServer((_request, response) => response.end("whole"));
  const { fetch } = openTransport();
  const reader = (await fetch(server.url)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await setImmediate();
  await readText(fetch(server.url));
  expect(server.sockets).toHaveLength(1);
});
