import { basename, join, normalize } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFileName } from "./encode-file-name.js";

test.each([
  ["production", "production"],
  ["Prod.eu-1", "Prod.eu-1"],
  ["../../x", "%2E%2E%2F%2E%2E%2Fx"],
  [".hidden", "%2Ehidden"],
  ["50%", "50%25"],
])("%j is the file name %s", (name, encoded) => {
  expect(encodeFileName(name)).toBe(encoded);
});

const anyName = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
  fc
    .array(fc.constantFrom("..", "/", "\\", "%2E", "a", "A", "\u0000", "\n"), { minLength: 1 })
    .map((parts) => parts.join("")),
);

test("every name is one part of a path, and short enough for a file system", () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const file = `last-known-good-${encodeFileName(name)}.json`;
      expect(basename(file)).toBe(file);
      expect(normalize(join("folder", file))).toBe(join("folder", file));
      expect(file).toMatch(/^[\w.%-]+$/);
      expect(Buffer.byteLength(file)).toBeLessThan(200);
    }),
  );
});

test("two names never share a file", () => {
  fc.assert(
    fc.property(anyName, anyName, (left, right) => {
      expect(encodeFileName(left) === encodeFileName(right)).toBe(left === right);
    }),
  );
});
