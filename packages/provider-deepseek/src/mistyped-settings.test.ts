import { expect, test } from "vitest";
import { deepseek } from "./deepseek.js";

// The name that the vendor's own SDK has: unheard, key and prompts would go to the vendor.
test("a setting that the factory does not know is refused", () => {
  const settings = JSON.parse('{ "baseURL": "http://127.0.0.1:1" }');
  expect(() => deepseek(settings)).toThrow(/deepseek\(\) has the setting "baseURL".*"baseUrl"/);
});
