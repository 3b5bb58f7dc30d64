import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { findErrorCode, isError, toErrorText } from "./any-error.js";

test("knows the errors of another realm, and what they say", () => {
  const foreign: unknown = runInNewContext("new TypeError('terminated')");
  expect(foreign instanceof Error).toBe(false);
  expect(isError(foreign)).toBe(true);
  expect(toErrorText(foreign)).toBe("terminated");
  expect(findErrorCode(foreign)).toBeUndefined();
  const coded: unknown = runInNewContext("Object.assign(new Error('gone'), { code: 'ENOENT' })");
  expect(findErrorCode(coded)).toBe("ENOENT");
});

test("knows the errors of this one, of Node and of the platform", async () => {
  expect(isError(new RangeError("far"))).toBe(true);
  expect(isError(new DOMException("aborted", "AbortError"))).toBe(true);
  const missing: unknown = await readFile("no-such-file").catch((thrown: unknown) => thrown);
  expect(findErrorCode(missing)).toBe("ENOENT");
});

test("takes nothing else for an error", () => {
  for (const thrown of ["text", 7, null, undefined]) {
    expect(isError(thrown)).toBe(false);
    expect(toErrorText(thrown)).toBe(String(thrown));
  }
  expect(isError({ message: "m", name: "Error" })).toBe(false);
  expect(findErrorCode({ code: "ENOENT" })).toBeUndefined();
  expect(findErrorCode(Object.assign(new Error("e"), { code: 7 }))).toBeUndefined();
});
