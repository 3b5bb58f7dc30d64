import type { CallStreamEvent } from "@promptrail/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerStream } from "./answer-stream.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A streamed call whose events are told by hand, and whose further work waits for `turn`. */
function openCall(turn = async () => {}) {
  const told: PromiseWithResolvers<CallStreamEvent>[] = [];
  const next = () => {
    const event = Promise.withResolvers<CallStreamEvent>();
    told.push(event);
    return event.promise;
  };
  let isEnded = false;
  async function* events(): AsyncGenerator<CallStreamEvent> {
    try {
      for (;;) yield await next();
    } finally {
      isEnded = true;
    }
  }
  const server = new AbortController();
  const abort = new AbortController();
  let isOver = false;
  const lasts = (until: Promise<void>) =>
    void until.then(() => {
      isOver = true;
    });
  const { signal } = server;
  const answering = answerStream(events(), {
    abort,
    call: { signal, lasts, turn },
    reader: { drop: () => false },
  });
  answering.catch(() => {});
  return { told, answering, server, abort, isOver: () => isOver, isEnded: () => isEnded };
}

/** What has come of the body; the reader goes on. */
function collect(response: Response) {
  let text = "";
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const done = (async () => {
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      text += read.value;
    }
  })();
  return { text: () => text, done };
}

/** Whether it has answered, after everything that waits for no clock. */
async function hasAnswered(answering: Promise<unknown>): Promise<boolean> {
  let has = false;
  const note = () => {
    has = true;
  };
  answering.then(note, note);
  await vi.advanceTimersByTimeAsync(0);
  return has;
}

const waiting = ": waiting\n\n";

test("a model that thinks for long: the head and a comment after 5 s, one more every 5 s, then its text", async () => {
  const call = openCall();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(await hasAnswered(call.answering)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  const response = await call.answering;
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const body = collect(response);
  await vi.advanceTimersByTimeAsync(0);
  expect(body.text()).toBe(waiting);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(body.text()).toBe(waiting.repeat(5));
  call.told[0]?.resolve({ type: "text-delta", text: "Hello" });
  await vi.advanceTimersByTimeAsync(0);
  expect(body.text()).toBe(`${waiting.repeat(5)}event: text-delta\ndata: {"text":"Hello"}\n\n`);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(body.text().endsWith(waiting)).toBe(true);
});

test("a model that answers soon: its text comes first", async () => {
  const call = openCall();
  await vi.advanceTimersByTimeAsync(4_000);
  call.told[0]?.resolve({ type: "text-delta", text: "Hello" });
  const body = collect(await call.answering);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(body.text()).toBe('event: text-delta\ndata: {"text":"Hello"}\n\n');
});

test("what fails within 5 s is thrown, what fails later is an error event", async () => {
  const soon = openCall();
  await vi.advanceTimersByTimeAsync(4_999);
  soon.told[0]?.reject(new RangeError("soon"));
  await expect(soon.answering).rejects.toThrow("soon");
  const late = openCall();
  await vi.advanceTimersByTimeAsync(5_001);
  const body = collect(await late.answering);
  late.told[0]?.reject(new RangeError("late"));
  await body.done;
  expect(body.text()).toMatch(/^: waiting\n\nevent: error\ndata: \{.*\n\n$/);
  expect(late.isOver()).toBe(true);
});

test("a reader that leaves while nothing came ends the upstream call", async () => {
  const call = openCall();
  await vi.advanceTimersByTimeAsync(5_000);
  const { body } = await call.answering;
  void body?.cancel();
  await vi.advanceTimersByTimeAsync(0);
  expect([call.abort.signal.aborted, call.isOver()]).toEqual([true, true]);
});

test("a call that the server ends before its first event begins no answer", async () => {
  const call = openCall();
  call.server.abort(new RangeError("ended"));
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(call.answering).rejects.toThrow("ended");
});

const frame = (text: string) => `event: text-delta\ndata: {"text":"${text}"}\n\n`;

test("what comes while the server is busy with others goes out at once, in its order", async () => {
  const turns: (() => void)[] = [];
  const call = openCall(() => new Promise<void>((resolve) => void turns.push(resolve)));
  call.told[0]?.resolve({ type: "text-delta", text: "a" });
  const reader = (await call.answering).body?.getReader();
  const read = reader?.read();
  for (const [at, text] of ["b", "c"].entries()) {
    await vi.advanceTimersByTimeAsync(0);
    call.told[at + 1]?.resolve({ type: "text-delta", text });
  }
  await vi.advanceTimersByTimeAsync(0);
  turns.shift()?.();
  const { value } = (await read) ?? {};
  expect(new TextDecoder().decode(value)).toBe(`${frame("a")}${frame("b")}${frame("c")}`);
});

test("no more is read ahead of a reader that takes nothing than is promised, and the call still ends", async () => {
  const call = openCall();
  const text = "x".repeat(1_000);
  call.told[0]?.resolve({ type: "text-delta", text });
  const { body } = await call.answering;
  for (let at = 1; at < 100; at += 1) {
    await vi.advanceTimersByTimeAsync(0);
    call.told[at]?.resolve({ type: "text-delta", text });
  }
  expect(call.told.length).toBeLessThan(25);
  call.server.abort(new RangeError("ended"));
  await vi.advanceTimersByTimeAsync(0);
  expect([call.isOver(), call.isEnded()]).toEqual([true, true]);
  expect(await new Response(body).text()).toMatch(/^event: text-delta[\s\S]*event: error\n.*\n\n$/);
});
