import type { ApiKey } from "@promptrail/core";
import { findKeyIds, isSameHash, toSecretHash } from "./secret-hash.js";

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
