import { expect } from "vitest";
import { collect, createCall, createRequest, fail, type ProviderMethod } from "./ask-provider.js";
import { check, type ProviderCheck } from "./provider-check.js";

const methods: readonly ProviderMethod[] = ["complete", "stream"];

const either: readonly ProviderCheck[] = methods.flatMap((method) => [
  check(`${method}: a refused key is an auth error, not worth repeating`, async (harness) => {
    const error = await fail(harness, { method, scene: "auth" });
    expect(error).toMatchObject({ kind: "auth", retryable: false, status: 401 });
  }),
  check(`${method}: a rate limit tells how long to wait`, async (harness) => {
    const error = await fail(harness, { method, scene: "rate-limited" });
    expect(error).toMatchObject({ kind: "rate_limited", retryable: true, retryAfterMs: 3000 });
  }),
  check(`${method}: the vendor's failure may be tried again`, async (harness) => {
    const error = await fail(harness, { method, scene: "server-error" });
    expect(["server_error", "overloaded"]).toContain(error.kind);
    expect(error.retryable).toBe(true);
  }),
  check(`${method}: a bad request is not worth repeating`, async (harness) => {
    const error = await fail(harness, { method, scene: "bad-request" });
    expect(error).toMatchObject({ kind: "bad_request", retryable: false });
  }),
  check(`${method}: a redirect is an error, and is not followed`, async (harness) => {
    const error = await fail(harness, { method, scene: "redirect" });
    expect(error).toMatchObject({ retryable: false, status: 307 });
  }),
  check(`${method}: an answer without an end is given up`, async (harness) => {
    expect((await fail(harness, { method, scene: "endless" })).kind).toBe("server_error");
  }),
  check(`${method}: a dropped connection is a network error`, async (harness) => {
    const error = await fail(harness, { method, scene: "drop" });
    expect(error).toMatchObject({ kind: "network", retryable: true });
  }),
  check(`${method}: silence ends at the deadline`, async (harness) => {
    const deadline = Date.now() + 300;
    const error = await fail(harness, { method, scene: "silence", call: { deadline } });
    expect(error.kind).toBe("timeout");
    expect(Date.now() - deadline).toBeLessThan(1000);
  }),
  check(`${method}: a call whose deadline has passed is a timeout`, async (harness) => {
    const call = { deadline: Date.now() - 1 };
    expect((await fail(harness, { method, scene: "silence", call })).kind).toBe("timeout");
  }),
  check(`${method}: a call that is cancelled in silence ends as cancelled`, async (harness) => {
    const call = { signal: AbortSignal.timeout(100) };
    const error = await fail(harness, { method, scene: "silence", call });
    expect(error).toMatchObject({ kind: "cancelled", retryable: false });
  }),
  check(`${method}: a call that was cancelled before ends as cancelled`, async (harness) => {
    const call = { signal: AbortSignal.abort() };
    expect((await fail(harness, { method, scene: "silence", call })).kind).toBe("cancelled");
  }),
]);

const single: readonly ProviderCheck[] = [
  check("complete: a connection that breaks inside the answer is a failure", async (harness) => {
    const error = await fail(harness, { method: "complete", scene: "cut" });
    expect(error.retryable).toBe(true);
  }),
  check("complete: a reply that is not JSON is a failure", async (harness) => {
    await fail(harness, { method: "complete", scene: "malformed" });
  }),
  check("stream: an error event is a failure", async (harness) => {
    await fail(harness, { method: "stream", scene: "error-event" });
  }),
  check("stream: a stalled stream ends at the deadline", async (harness) => {
    const call = { deadline: Date.now() + 300 };
    expect((await fail(harness, { method: "stream", scene: "stalled", call })).kind).toBe(
      "timeout",
    );
  }),
  check("stream: a stalled stream that is cancelled ends as cancelled", async (harness) => {
    const call = { signal: AbortSignal.timeout(200) };
    expect((await fail(harness, { method: "stream", scene: "stalled", call })).kind).toBe(
      "cancelled",
    );
  }),
  check("stream: a reader may leave early, and the next call works", async (harness) => {
    await harness.play("answer");
    for await (const event of harness.provider.stream(createRequest(harness), createCall())) {
      if (event.type === "text-delta") break;
    }
    await harness.play("answer");
    const events = await collect(harness.provider.stream(createRequest(harness), createCall()));
    expect(events.at(-1)?.type).toBe("finish");
  }),
];

/** What a provider makes of failures, cancellations and deadlines. */
export const failureChecks: readonly ProviderCheck[] = [...either, ...single];
