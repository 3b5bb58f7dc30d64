import { connect } from "node:net";
import type { CallStreamEvent } from "@promptrail/core";
import { type FakeProvider, fakeProvider } from "@promptrail/testing";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { answerStream } from "../../src/handlers/stream/answer-stream.js";
import { startServer } from "../../src/index.js";
import { hangingProvider } from "../hanging-provider.js";
import { context, openShop } from "../shop-project.js";

const family = "product_description";
const path = `/v1/prompts/${family}`;
const body = JSON.stringify({ context });

describe("calls that are answered at once", () => {
  test("are 512; the next is told to wait, and a rollback is not", async () => {
    const { provider } = hangingProvider();
    let running = 0;
    const counted: FakeProvider = {
      ...provider,
      complete: (request, call) => {
        running += 1;
        return provider.complete(request, call).finally(() => {
          running -= 1;
        });
      },
    };
    const shop = await openShop({ provider: counted });
    const headers = {
      ...(await shop.keyFor("call", "rollback")),
      "content-type": "application/json",
    };
    const leave = new AbortController();
    const call = async (signal: AbortSignal) =>
      shop.app.request(`${path}/call`, { method: "POST", headers, body, signal });
    const calling = Array.from({ length: 512 }, () => call(leave.signal));
    await expect.poll(() => running).toBe(512);
    const refused = await call(leave.signal);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refused.json()).toMatchObject({ code: "unavailable", most: 512 });
    const rollback = { method: "POST", headers, body: "{}" };
    const rolled = await shop.app.request(`/admin/prompts/${family}/rollback`, rollback);
    expect(rolled.status).toBe(200);
    leave.abort();
    await Promise.all(calling);
    const next = call(new AbortController().signal);
    await expect.poll(() => running).toBe(1);
    void next;
  });
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
  "%s calls at once are no setting",
  async (mostCalls) => {
    await expect(openShop({ mostCalls })).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("leave it out for 512"),
    });
  },
);

test("as many calls at once as the setting says", async () => {
  const { provider } = hangingProvider();
  const shop = await openShop({ provider, mostCalls: 2 });
  const headers = { ...(await shop.keyFor("call")), "content-type": "application/json" };
  const leave = new AbortController();
  const call = async () =>
    shop.app.request(`${path}/call`, { method: "POST", headers, body, signal: leave.signal });
  const calling = [call(), call()];
  expect(await (await call()).json()).toMatchObject({ code: "unavailable", most: 2 });
  leave.abort();
  await Promise.all(calling);
});

/** A vendor's client that hears of nothing. */
function deafProvider(): FakeProvider {
  const never = () => new Promise<never>(() => {});
  return {
    ...fakeProvider(),
    complete: never,
    async *stream() {
      yield { type: "text-delta", text: "A ket" };
      await never();
    },
  };
}

describe("calls that are left when a server's grace ends", () => {
  test.each([
    ["that hear of it", () => hangingProvider().provider],
    ["that do not", deafProvider],
  ])("%s end with 503 or an error event", async (_, createProvider) => {
    const shop = await openShop({ provider: createProvider() });
    onTestFinished(() => shop.promptrail.close());
    const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 100 });
    const headers = { ...(await shop.keyFor("call")), "content-type": "application/json" };
    const post = (route: string) =>
      fetch(`${server.url}${path}/${route}`, { method: "POST", headers, body });
    const calling = post("call");
    const stream = await post("stream");
    const startedAt = performance.now();
    const closed = server.close();
    const answer = await calling;
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(await answer.json()).toMatchObject({ code: "unavailable" });
    expect(await stream.text()).toMatch(
      /event: text-delta\n.*\n\nevent: error\ndata: {.*"code":"unavailable"/,
    );
    await closed;
    expect(performance.now() - startedAt).toBeLessThan(slack * 1_100);
  });

  test("wait for no reader that takes nothing", async () => {
    const shop = await openShop({ provider: deafProvider() });
    onTestFinished(() => shop.promptrail.close());
    const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 50 });
    const { authorization } = await shop.keyFor("call");
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.pause();
    socket.on("error", () => {});
    socket.write(
      `POST ${path}/stream HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await expect(server.close()).resolves.toBeUndefined();
    socket.destroy();
  });
});

describe("a reader of a call's stream that takes nothing any more", () => {
  afterEach(() => void vi.useRealTimers());

  test("gives its call back within half a minute", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    async function* events(): AsyncGenerator<CallStreamEvent> {
      for (;;) yield { type: "text-delta", text: "more" };
    }
    const abort = new AbortController();
    let isOver = false;
    const lasts = (until: Promise<void>) =>
      void until.then(() => {
        isOver = true;
      });
    const { signal } = new AbortController();
    const response = await answerStream(events(), {
      abort,
      call: { signal, lasts, turn: async () => {} },
      reader: { drop: () => false },
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(isOver).toBe(true);
    expect(abort.signal.aborted).toBe(true);
  });
});
