import { createHash, timingSafeEqual } from "node:crypto";
import { type ApiKey, findKeyId } from "@promptrail/core/lifecycle";
import { isBrokenKey } from "@promptrail/core/portable";

/** In characters. */
export const longestKey = 512;

/** Whether a whole key, as somebody shows it, is the one that is stored. */
export function isSecretOf({ secretHash }: Pick<ApiKey, "secretHash">, secret: string): boolean {
  return secret.length <= longestKey && isSameHash(secretHash, toSecretHash(secret));
}

/**
 * The stored key that somebody shows; null for one that is not there or has expired, and without a look for one
 * that was cut or mistyped. Throws what `readKey` throws.
 */
export async function findPresentedKey(
  secret: string,
  readKey: (keyId: string) => Promise<ApiKey | null>,
  at: Date,
): Promise<ApiKey | null> {
  if (secret.length > longestKey) return null;
  for (const id of findKeyIds(secret)) {
    const key = await readKey(id);
    if (key !== null && isSecretOf(key, secret) && !isExpired(key, at)) return key;
  }
  return null;
}

function isExpired({ expiresAt }: ApiKey, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at;
}

/** Hex SHA-256 of a whole key. A key is random enough that no slow hash is needed. */
export function toSecretHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Compares two hex digests in a time that tells nothing of where they differ. */
function isSameHash(left: string, right: string): boolean {
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
function findKeyIds(key: string): readonly string[] {
  if (isBrokenKey(key)) return [];
  const id = findKeyId(key);
  return id === null ? [toChosenKeyId(key)] : [id, toChosenKeyId(key)];
}
