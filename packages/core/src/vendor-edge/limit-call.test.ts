import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limitCall } from "./limit-call.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function callWithin(milliseconds: number, signal = new AbortController().signal) {
  return { signal, deadline: Date.now() + milliseconds, lane: "production" } as const;
}

test("a call ends at its deadline as a timeout", () => {
  const limit = limitCall(callWithin(50));
  vi.advanceTimersByTime(49);
  expect(limit.ended()).toBeNull();
  vi.advanceTimersByTime(1);
  expect(limit.ended()).toBe("timeout");
  expect(limit.signal.aborted).toBe(true);
});

test("a cancelled call ends as cancelled, and stays so at its deadline", () => {
  const controller = new AbortController();
  const limit = limitCall(callWithin(50, controller.signal));
  controller.abort();
  vi.advanceTimersByTime(100);
  expect(limit.ended()).toBe("cancelled");
});

test("a call that was cancelled before it began ends at once", () => {
  expect(limitCall(callWithin(50, AbortSignal.abort())).ended()).toBe("cancelled");
});

test("a deadline in the past ends the call at once", () => {
  expect(limitCall(callWithin(-1)).ended()).toBe("timeout");
});

test("the provider's own time limit comes before a later deadline", () => {
  const limit = limitCall(callWithin(Number.POSITIVE_INFINITY), 20);
  vi.advanceTimersByTime(20);
  expect(limit.ended()).toBe("timeout");
});

test("a released call leaves no timer", () => {
  limitCall(callWithin(Number.POSITIVE_INFINITY)).release();
  expect(vi.getTimerCount()).toBe(0);
});

test("what is left is a whole number, as vendors' clients ask for", () => {
  expect(limitCall(callWithin(50.4)).remaining()).toBe(51);
});
