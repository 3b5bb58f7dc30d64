import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { findBaseUrl, requireKey } from "./require-key.js";

const vendor = {
  id: "acme",
  keyVariable: "ACME_KEY",
  baseUrlVariable: "ACME_URL",
  defaultBaseUrl: "https://api.acme.example",
};
const given = { provider: "acme", apiKey: undefined, baseUrl: undefined };

afterEach(() => vi.unstubAllEnvs());

test("a key that a header carries is taken as it is, every other one is refused and never repeated", () => {
  const carried = /^(?![\t ])[\t\x20-\x7e\x80-\xff]*(?<![\t \xa0])$/;
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }), (apiKey) => {
      const ask = () => requireKey(vendor, { ...given, apiKey });
      if (carried.test(apiKey) && apiKey.trim() === apiKey) expect(ask()).toBe(apiKey);
      else expect(ask).toThrow(expect.objectContaining({ code: "config_invalid" }));
    }),
  );
});

test.each([
  ["secret-key\n", "ends in white space or a line break"],
  [" secret-key", "begins with white space"],
  ["secret\nkey", "holds a character that no HTTP header carries"],
  ["“secret-key”", "holds a character that no HTTP header carries"],
])("the key %j of the environment is refused by its place", (key, fault) => {
  vi.stubEnv("ACME_KEY", key);
  const ask = () => requireKey(vendor, given);
  expect(ask).toThrow(`The key in ACME_KEY cannot be sent: it ${fault}`);
  expect(ask).not.toThrow("secret");
});

test.each([
  ["api.acme.example/v1", "does not begin with http:// or https://"],
  ["localhost:8080/v1", "does not begin with http:// or https://"],
  ["//api.acme.example", "does not begin with http:// or https://"],
  ["", "does not begin with http:// or https://"],
  ["https://", "is no URL"],
  ["https://ada:secret@api.acme.example", "holds a user or a password"],
])("the address %j is refused", (baseUrl, fault) => {
  const find = () => findBaseUrl(vendor, baseUrl);
  expect(find).toThrow(`The address in \`baseUrl\` of acme() ${fault}`);
  expect(find).toThrow(expect.objectContaining({ code: "config_invalid" }));
  expect(find).not.toThrow("secret");
});

test("an address of the environment is refused by its variable, and an empty variable is none", () => {
  vi.stubEnv("ACME_URL", "api.acme.example");
  expect(() => findBaseUrl(vendor, undefined)).toThrow("The address in ACME_URL does not begin");
  vi.stubEnv("ACME_URL", "");
  expect(findBaseUrl(vendor, undefined)).toBeUndefined();
  expect(findBaseUrl(vendor, "http://127.0.0.1:1/v1")).toBe("http://127.0.0.1:1/v1");
});
