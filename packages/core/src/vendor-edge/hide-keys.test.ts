import { expect, test } from "vitest";
import { hideKeys } from "./hide-keys.js";

test("the given key is hidden whatever it looks like", () => {
  expect(hideKeys("Key plain-secret is wrong.", "plain-secret")).toBe("Key [key] is wrong.");
});

test("what looks like a vendor's key is hidden, half masked too", () => {
  expect(hideKeys("Incorrect API key provided: sk-proj-ab***wxyz. See sk-ant-REDACTED")).toBe(
    "Incorrect API key provided: [key] See [key]",
  );
});

test("of several keys none is left, and no part of one", () => {
  expect(hideKeys("Keys ab, abcd and none.", "ab", "abcd", "")).toBe("Keys [key], [key] and none.");
});

test("other words stay", () => {
  expect(hideKeys("The task-force of desk-lamps", "")).toBe("The task-force of desk-lamps");
});
