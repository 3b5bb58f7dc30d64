import { createHash, timingSafeEqual } from "node:crypto";
import { findKeyId } from "@promptrail/core/lifecycle";
import { isBrokenKey } from "@promptrail/core/portable";

/** Hex SHA-256 of a whole key. A key is random enough that no slow hash is needed. */
export function toSecretHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Compares two hex digests in a time that tells nothing of where they differ. */
export function isSameHash(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left, "hex"), Buffer.from(right, "hex")];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}

const chosenPrefix = "chosen-";

/** The id of a key that somebody chose: nothing in it but its hash can tell it from others. */
export function toChosenKeyId(key: string): string {
  return `${chosenPrefix}${toSecretHash(`id of ${key}`).slice(0, 16)}`;
}

export function isChosenKeyId(id: string): boolean {
  return id.startsWith(chosenPrefix);
}

/** The ids under which a presented key may be stored; none for one that was cut or mistyped. */
export function findKeyIds(key: string): readonly string[] {
  if (isBrokenKey(key)) return [];
  const id = findKeyId(key);
  return id === null ? [toChosenKeyId(key)] : [id, toChosenKeyId(key)];
}
