import { noUsage } from "@promptrail/core/provider-kit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { packRequests, unpackRequests } from "./packed-requests.js";
import type { EvalRequest } from "./worker-messages.js";

/** What contexts hold that JSON says, and what it does not. */
const value = fc.anything({
  withDate: true,
  withMap: true,
  withTypedArray: true,
  withBigInt: true,
  withSparseArray: true,
});

function toRequests(context: unknown, evalNames: readonly string[]): readonly EvalRequest[] {
  const known = { family: "loose", suiteHash: "sha256-a" };
  const shared = {
    case: { id: "case-1", tags: ["t"], cluster: null },
    subject: {
      output: "\uD800 yes",
      data: null,
      toolCalls: [],
      usage: noUsage,
      cost: null,
      durationMs: 0.1,
      outcome: "ok" as const,
      groundTruth: { colour: "blue" },
      context,
    },
  };
  return evalNames.map((evalName) => ({ ...known, ...shared, evalName }));
}

/** As a message carries it. */
function send(requests: readonly EvalRequest[]): readonly EvalRequest[] {
  return unpackRequests(structuredClone(packRequests(requests)));
}

test("requests come as they were sent, in their order, whatever a context holds", () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      const requests = [...toRequests(one, ["a", "b"]), ...toRequests(other, ["a"])];
      expect(send(requests)).toStrictEqual(structuredClone(requests));
    }),
    { numRuns: 300 },
  );
});

test("an answer whose context is plain data is sent once for all its evals, as text", () => {
  const requests = toRequests({ price: 1.5, features: ["blue", null] }, ["a", "b", "c"]);
  const packed = packRequests(requests);
  if (typeof packed !== "string") throw new Error("This is no text.");
  expect(packed.split('"price":1.5')).toHaveLength(2);
  expect(send(requests)).toEqual(requests);
});

test.each([[-0], [Number.NaN], [undefined], [new Date(0)], [{ toJSON: 1 }], [{ a: undefined }]])(
  "%s, which JSON says otherwise, comes as it is",
  (context) => {
    expect(send(toRequests({ context }, ["a"]))).toStrictEqual(toRequests({ context }, ["a"]));
  },
);

test("what holds itself comes as it is", () => {
  const context: Record<string, unknown> = {};
  context["self"] = context;
  const [request] = send(toRequests(context, ["a"]));
  const sent = request?.subject.context as typeof context;
  expect(sent["self"]).toBe(sent);
});
