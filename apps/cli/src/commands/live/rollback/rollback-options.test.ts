import { expect, test } from "vitest";
import { type RollbackOptions, requireOneKind } from "./rollback-options.js";

test.each<[string | undefined, RollbackOptions, RegExp]>([
  [undefined, {}, /names neither a family nor --all/],
  [undefined, { all: true, reason: "Ill" }, /--all needs --model, --provider or both/],
  [
    "mail",
    { all: true, model: "m", reason: "Ill" },
    /--all is about every family, but the command names "mail"/,
  ],
  ["mail", { model: "m" }, /--model can only be used with --all/],
  ["mail", { yes: true }, /--yes can only be used with --all/],
  [undefined, { all: true, model: "m", reason: "Ill", to: "1" }, /--to is about one family/],
  [undefined, { all: true, model: "m" }, /--reason is missing/],
])("a rollback of %j with %j is refused", (family, options, message) => {
  expect(() => requireOneKind(family, options)).toThrow(message);
});

test("a rollback is about one family, or about every one on a model", () => {
  expect(requireOneKind("mail", { to: "1" })).toEqual({ family: "mail", all: null });
  const options = { all: true, model: "m", provider: "p", reason: "Ill", wait: "500" } as const;
  expect(requireOneKind(undefined, { ...options, dryRun: true })).toEqual({
    family: null,
    all: {
      model: "m",
      provider: "p",
      reason: "Ill",
      wait: { timeoutMs: 500 },
      isDryRun: true,
      isConfirmed: false,
      idempotencyKey: undefined,
    },
  });
});
