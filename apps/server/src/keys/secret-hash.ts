import { createHash, timingSafeEqual } from "node:crypto";

/** Hex SHA-256 of a whole key. A key is random enough that no slow hash is needed. */
export function toSecretHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Compares two hex digests in a time that tells nothing of where they differ. */
export function isSameHash(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left, "hex"), Buffer.from(right, "hex")];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
