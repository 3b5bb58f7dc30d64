import { ProviderError } from "@promptrail/core";
import { expect, test } from "vitest";
import { z } from "zod";
import { toTold } from "./expectations.js";

test("an error that nobody expects is told with what caused it, in one line", () => {
  const { error: cause } = z.object({ text: z.string() }).safeParse({});
  const failed = new ProviderError({
    kind: "network",
    provider: "mine",
    reason: "no answer",
    cause,
  });
  const { expected, came } = toTold(failed);
  expect(expected).toBe("no such error");
  expect(came).toMatch(/^ProviderError: Provider "mine" failed .*, caused by ZodError: .*"text"/u);
  expect(came).not.toContain("\n");
});

test("a chain of causes without an end is cut", () => {
  const endless = new Error("again");
  endless.cause = endless;
  expect(toTold(endless).came.match(/again/gu)).toHaveLength(4);
});
