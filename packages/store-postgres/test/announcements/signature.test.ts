import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSignedBy, sign, signatureLength } from "../../src/announcements/signature.js";

test("a signature is the HMAC-SHA-256 that Node's own streams make", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 9_000 }), (text) => {
      const key = randomBytes(32);
      const expected = createHmac("sha256", key).update(text).digest("base64url");
      const signature = sign(text, key.toString("hex"));
      expect(signature).toBe(expected);
      expect(signature).toHaveLength(signatureLength);
      expect(isSignedBy(text, signature, key.toString("hex"))).toBe(true);
      expect(isSignedBy(`${text}.`, signature, key.toString("hex"))).toBe(false);
      expect(isSignedBy(text, signature.slice(1), key.toString("hex"))).toBe(false);
    }),
  );
});
