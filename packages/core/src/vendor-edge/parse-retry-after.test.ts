import { expect, test } from "vitest";
import { parseRetryAfter } from "./parse-retry-after.js";

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
