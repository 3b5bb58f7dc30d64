import { hash, timingSafeEqual } from "node:crypto";

/** 32 bytes in base64url. */
export const signatureLength = 43;

/**
 * HMAC-SHA-256 (RFC 2104), which only who has the key can make. Of hashes in one call each, as
 * `createHmac` makes a stream, and every process of a fleet verifies in the same moment.
 *
 * @param key 32 bytes in hex.
 * @returns `signatureLength` characters of base64url.
 */
export function sign(text: string, key: string): string {
  const bytes = Buffer.from(key, "hex");
  const inner = hash("sha256", Buffer.concat([pad(bytes, 0x36), Buffer.from(text)]), "buffer");
  return hash("sha256", Buffer.concat([pad(bytes, 0x5c), inner]), "base64url");
}

/** Compares the characters: several texts of base64 read as the same bytes. */
export function isSignedBy(text: string, signature: string, key: string): boolean {
  const given = Buffer.from(signature);
  const expected = Buffer.from(sign(text, key));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function pad(key: Buffer, byte: number): Buffer {
  const block = Buffer.alloc(64, byte);
  for (const [at, value] of key.entries()) block[at] = value ^ byte;
  return block;
}
