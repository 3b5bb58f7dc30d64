import fc from "fast-check";
import { expect, test } from "vitest";
import { ProviderError } from "../errors/provider-error.js";
import { adviseOnFailure } from "./advise-on-failure.js";
import { mapReplyStatus } from "./map-reply-status.js";

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
