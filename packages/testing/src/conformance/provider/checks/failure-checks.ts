import { expectEqual, expectFields, expectTrue } from "../expectations.js";
import { collect, createCall, createRequest, fail, type ProviderMethod } from "./ask-provider.js";
import { check, type ProviderCheck } from "./provider-check.js";

const methods: readonly ProviderMethod[] = ["complete", "stream"];

const either: readonly ProviderCheck[] = methods.flatMap((method) => [
  check(`${method}: an answer without an end is given up`, async (lane) => {
    expectEqual((await fail(lane, { method, scene: "endless" })).kind, "server_error", "kind");
  }),
  check(`${method}: a call whose deadline has passed is a timeout`, async (lane) => {
    const call = { deadline: Date.now() - 1 };
    expectEqual((await fail(lane, { method, scene: "silence", call })).kind, "timeout", "kind");
  }),
  check(`${method}: a call that is cancelled in silence ends as cancelled`, async (lane) => {
    const call = { signal: AbortSignal.timeout(100) };
    const error = await fail(lane, { method, scene: "silence", call });
    expectFields(error, { kind: "cancelled", retryable: false }, "the error");
  }),
  check(`${method}: a call that was cancelled before ends as cancelled`, async (lane) => {
    const call = { signal: AbortSignal.abort() };
    expectEqual((await fail(lane, { method, scene: "silence", call })).kind, "cancelled", "kind");
  }),
]);

const streaming: readonly ProviderCheck[] = [
  check("stream: a stalled stream that is cancelled ends as cancelled", async (lane) => {
    const call = { signal: AbortSignal.timeout(200) };
    const { kind } = await fail(lane, { method: "stream", scene: "stalled", call });
    expectEqual(kind, "cancelled", "kind");
  }),
  check("stream: a reader may leave early, and the next call works", async (lane) => {
    lane.play("answer");
    for await (const event of lane.provider.stream(createRequest(lane), createCall())) {
      if (event.type === "text-delta") break;
    }
    const events = await collect(lane.provider.stream(createRequest(lane), createCall()));
    const last = events.at(-1)?.type;
    expectTrue(last === "finish", "the last event of the next call", {
      expected: "finish",
      came: last,
    });
  }),
];

/** What a provider makes of cancellations, and of an answer without an end. */
export const failureChecks: readonly ProviderCheck[] = [...either, ...streaming];
