import { expect, test } from "vitest";
import type { ProviderErrorKind } from "../../errors/provider-error.js";
import { classifyFailure } from "./classify-failure.js";

const names = {
  invalid_api_key: "auth",
  insufficient_quota: "quota",
  invalid_request_error: "bad_request",
  server_error: "server_error",
} as const;

const cases: readonly [
  told: { names?: string[]; status?: number; words?: string },
  status: number | undefined,
  kind: ProviderErrorKind,
][] = [
  // An exact name goes before every status.
  [{ names: ["invalid_api_key", "invalid_request_error"] }, 400, "auth"],
  [{ names: ["insufficient_quota"] }, 429, "quota"],
  // A vague one does not.
  [{ names: ["invalid_request_error"] }, 404, "not_found"],
  [{ names: ["invalid_request_error"] }, 200, "bad_request"],
  [{ names: ["server_error"] }, 503, "overloaded"],
  [{ names: ["server_error"] }, 400, "server_error"],
  // The status that a body gives goes before that of its reply.
  [{ status: 429 }, 200, "rate_limited"],
  [{ status: 402 }, 500, "quota"],
  [{}, 502, "server_error"],
  // An empty account is told as a wrong request.
  [{ words: "Your credit balance is too low", names: ["invalid_request_error"] }, 400, "quota"],
  [{ words: "Insufficient Balance" }, 200, "quota"],
  // Words are all that is left.
  [{ words: "Rate limit reached for requests" }, 200, "rate_limited"],
  [{ words: "Invalid API key" }, undefined, "auth"],
  [{ words: "The model `x` does not exist" }, undefined, "not_found"],
  [{ words: "oh no", names: ["constructor"] }, 200, "server_error"],
];

test.each(cases)("%j with the status %s is %s", ({ words = "", ...told }, status, kind) => {
  const failure = { words, names: told.names ?? [], status: told.status };
  expect(classifyFailure(failure, names, status)).toBe(kind);
});
