import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { textWidth } from "./text-width.js";

test("is that of string-width, for every sign below U+3000 alone and for texts of any signs", () => {
  for (let code = 0x20; code < 0x3000; code += 1) {
    const sign = String.fromCodePoint(code);
    expect(textWidth(sign), code.toString(16)).toBe(stringWidth(sign));
  }
  const unit = fc.oneof(
    fc.constantFrom("a", "é", "…", "│", "✓", "→", "羊", "🎉", "\u0301", "\u200d", "\ufe0f", "©"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (signs) => {
      const text = signs.join("");
      expect(textWidth(text)).toBe(stringWidth(text));
    }),
  );
});
