import { expect, test } from "vitest";
import { findFailureKind } from "./find-failure-kind.js";
import { PromptrailError } from "./promptrail-error.js";
import { ProviderError } from "./provider-error.js";

test.each<[string, unknown, string | null]>([
  [
    "a provider's failure by its kind",
    new ProviderError({ kind: "overloaded", provider: "claude", reason: "Try later." }),
    "overloaded",
  ],
  [
    "one of a provider without types, which names no kind, by its code",
    new PromptrailError("provider_failed", "It failed.", { kind: 7 }),
    "provider_failed",
  ],
  [
    "another error of ours by its code, also where its data has a kind of something else",
    new PromptrailError("template", "It has no end.", { kind: "syntax" }),
    "template",
  ],
  ["no other error", Object.assign(new Error("gone"), { code: "ENOENT" }), null],
  ["nothing else that is thrown", "text", null],
])("names %s", (_what, error, kind) => {
  expect(findFailureKind(error)).toBe(kind);
});
