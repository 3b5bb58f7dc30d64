import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText, withoutMark } from "./decode-text.js";

test("a text is the same in every encoding that editors write, without its mark", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      fc.pre(!text.startsWith("\uFEFF"));
      const marked = `\uFEFF${text}`;
      const little = Buffer.from(marked, "utf16le");
      const encoded = [
        Buffer.from(text),
        Buffer.from(marked),
        little,
        Buffer.from(little).swap16(),
      ];
      // Without a mark and without letters nothing tells UTF-16 from UTF-8.
      expect(encoded.map(decodeText)).toEqual([text, text, text, text]);
      expect([withoutMark(text), withoutMark(marked)]).toEqual([text, text]);
    }),
  );
});
