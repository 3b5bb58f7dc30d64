import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findKeyId, formatApiKey } from "../../src/lifecycle.js";
import { isBrokenKey } from "../../src/portable.js";

const hex = "0123456789abcdef".split("");
const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("");
const parts = fc.record({
  environment: fc.constantFrom("production", "dev", "prod_eu west/ü"),
  id: fc.string({ unit: fc.constantFrom(...hex), minLength: 12, maxLength: 12 }),
  secret: fc.string({ unit: fc.constantFrom(...base64url), minLength: 43, maxLength: 43 }),
});

describe("the form of a key", () => {
  test("ends with the CRC-32 of what stands before it", () => {
    const key = formatApiKey({ environment: "test", id: "0123456789ab", secret: "A".repeat(43) });
    expect(key).toBe(`pk_test_0123456789ab_${"A".repeat(43)}_1ffff617`);
  });

  test("tells its id, also without a checksum, as older keys are", () => {
    fc.assert(
      fc.property(parts, (each) => {
        const key = formatApiKey(each);
        expect(findKeyId(key)).toBe(each.id);
        expect(isBrokenKey(key)).toBe(false);
        expect(findKeyId(key.slice(0, -9))).toBe(each.id);
        expect(isBrokenKey(key.slice(0, -9))).toBe(false);
      }),
    );
  });

  test("shows that one letter is another", () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.constantFrom(...base64url), (each, place, letter) => {
        const key = formatApiKey(each);
        const secretAt = key.length - 52;
        const at = secretAt + (place % 43);
        fc.pre(key[at] !== letter);
        const mistyped = key.slice(0, at) + letter + key.slice(at + 1);
        expect(isBrokenKey(mistyped)).toBe(true);
        expect(findKeyId(mistyped)).toBeNull();
      }),
    );
  });

  test.each([1, 5, 8, 10, 30])("shows that %i letters were cut off", (count) => {
    fc.assert(
      fc.property(parts, (each) => {
        expect(isBrokenKey(formatApiKey(each).slice(0, -count))).toBe(true);
      }),
    );
  });

  test.each(["", "pk_test_key", "correct-horse-battery-staple", "sk-something"])(
    "%j is none, and no broken one",
    (key) => {
      expect(findKeyId(key)).toBeNull();
      expect(isBrokenKey(key)).toBe(false);
    },
  );
});
