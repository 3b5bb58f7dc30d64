import fc from "fast-check";
import { expect, test } from "vitest";
import { ProviderError } from "../../errors/provider-error.js";
import { adviseOnFailure, hideKeys, mapReplyStatus, parseRetryAfter } from "./vendor-failure.js";

test.each([
  [400, "bad_request"],
  [401, "auth"],
  [402, "quota"],
  [404, "not_found"],
  [429, "rate_limited"],
  [500, "server_error"],
  [529, "overloaded"],
] as const)("status %i is %s", (status, kind) => {
  expect(mapReplyStatus(status)).toBe(kind);
});

test("every failing status has a kind and advice, and only the server's own may be tried again", () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 599 }), (status) => {
      const kind = mapReplyStatus(status);
      const error = new ProviderError({ kind, provider: "x", reason: "", status });
      if (error.retryable) expect(status >= 500 || [408, 429].includes(status)).toBe(true);
      expect(adviseOnFailure(kind, { name: "X", keyVariable: "X_KEY" })).toMatch(/\.$/);
    }),
  );
});

const cases: readonly [
  title: string,
  headers: Record<string, string>,
  expected: number | undefined,
][] = [
  ["says nothing without a header", {}, undefined],
  ["reads seconds", { "retry-after": "3" }, 3000],
  ["reads a fraction of a second", { "retry-after": "0.5" }, 500],
  ["prefers milliseconds", { "retry-after-ms": "250", "retry-after": "3" }, 250],
  ["takes a negative wait as none", { "retry-after": "-5" }, 0],
  ["ignores words", { "retry-after": "soon" }, undefined],
  [
    "counts a date from the reply's own clock",
    { "retry-after": "Wed, 21 Oct 2026 07:28:10 GMT", date: "Wed, 21 Oct 2026 07:28:00 GMT" },
    10_000,
  ],
  [
    "takes a date in the past as no wait",
    { "retry-after": "Wed, 21 Oct 2026 07:27:00 GMT", date: "Wed, 21 Oct 2026 07:28:00 GMT" },
    0,
  ],
];

for (const [title, headers, expected] of cases) {
  test(`a retry-after ${title}`, () => {
    expect(parseRetryAfter(new Headers(headers))).toBe(expected);
  });
}

test("the given key is hidden whatever it looks like", () => {
  expect(hideKeys("Key plain-secret is wrong.", "plain-secret")).toBe("Key [key] is wrong.");
});

test("what looks like a vendor's key is hidden, half masked too", () => {
  expect(hideKeys("Incorrect API key provided: sk-proj-ab***wxyz. See sk-ant-REDACTED")).toBe(
    "Incorrect API key provided: [key] See [key]",
  );
});

test("of several keys none is left, and no part of one", () => {
  expect(hideKeys("Keys ab, abcd and none.", "ab", "abcd", "")).toBe("Keys [key], [key] and none.");
});

test("other words stay", () => {
  expect(hideKeys("The task-force of desk-lamps", "")).toBe("The task-force of desk-lamps");
});
