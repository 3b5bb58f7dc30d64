import { expect, test } from "vitest";
import { requireVendorSettings } from "./require-vendor-settings.js";

test("settings that a factory knows pass, those of its own among them", () => {
  const settings = { api: "chat", apiKey: "k", baseUrl: "http://127.0.0.1", fetch: undefined };
  expect(() => requireVendorSettings("vendor", settings, ["api"])).not.toThrow();
  expect(() => requireVendorSettings("vendor", settings)).toThrow('the setting "api"');
});

test.each([
  ["baseURL", "baseUrl"],
  ["apikey", "apiKey"],
  ["timeoutMS", "timeoutMs"],
])("%s is refused, and %s suggested", (mistyped, meant) => {
  expect(() => requireVendorSettings("vendor", { [mistyped]: "x" })).toThrow(
    `vendor() has the setting "${mistyped}", which it does not know. Did you mean "${meant}"?`,
  );
});
