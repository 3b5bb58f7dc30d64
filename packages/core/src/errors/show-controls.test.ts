import fc from "fast-check";
import { expect, test } from "vitest";
import { showControls } from "./show-controls.js";

test.each([
  ["a colour", "\u001b[31mred", "\\u001b[31mred"],
  ["a title by the 8-bit form", "\u009d0;title\u009c", "\\u009d0;title\\u009c"],
  ["a line that is written over", "sent\rlost", "sent\\u000dlost"],
  ["a bell and a delete", "a\u0007\u007f", "a\\u0007\\u007f"],
  ["letters in another order", "a\u202eb\u2066", "a\\u202eb\\u2066"],
  ["lines and tabs", "a\r\n\tb\n", "a\r\n\tb\n"],
  ["letters and signs", "Ünï 🎉 \\ \u200d", "Ünï 🎉 \\ \u200d"],
])("%s", (_what, text, shown) => {
  expect(showControls(text)).toBe(shown);
});

test("JSON keeps its value, and holds no control", () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });
  fc.assert(
    fc.property(fc.dictionary(text, text), (value) => {
      const shown = showControls(JSON.stringify(value, null, 2));
      expect(JSON.parse(shown)).toEqual({ ...value });
      expect(shown).not.toMatch(/[^\P{Cc}\n]/u);
    }),
  );
});
