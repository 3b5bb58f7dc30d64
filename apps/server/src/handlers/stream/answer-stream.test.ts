import type { CallStreamEvent } from "@promptrail/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerStream } from "./answer-stream.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A streamed call whose events are told by hand. */
function openCall() {
  const told: PromiseWithResolvers<CallStreamEvent>[] = [];
  const next = () => {
    const event = Promise.withResolvers<CallStreamEvent>();
    told.push(event);
    return event.promise;
  };
  async function* events(): AsyncGenerator<CallStreamEvent> {
    for (;;) yield await next();
  }
  const server = new AbortController();
  const abort = new AbortController();
  let isOver = false;
  const lasts = (until: Promise<void>) =>
    void until.then(() => {
      isOver = true;
    });
  const { signal } = server;
  const answering = answerStream(events(), abort, { signal, lasts, turn: async () => {} });
  answering.catch(() => {});
  return { told, answering, server, abort, isOver: () => isOver };
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
