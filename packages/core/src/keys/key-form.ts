/** What a key is made of. */
export interface KeyParts {
  readonly environment: string;
  /** 12 hex digits. */
  readonly id: string;
  /** 32 random bytes in base64url. */
  readonly secret: string;
}

/** Where an id, a secret and a checksum stand is told by their lengths: a `_` in the secret splits nothing. */
const whole = /^(pk_[A-Za-z0-9-]+_([0-9a-f]{12})_[A-Za-z0-9_-]{43})(?:_([0-9a-f]{8}))?$/;
/** How every key begins, as a pattern's source. */
export const apiKeyBeginning = "pk_[A-Za-z0-9-]+_[0-9a-f]{12}_";
const beginning = new RegExp(`^${apiKeyBeginning}`);

/** `pk_<environment>_<id>_<secret>_<checksum>`, in letters that a header can carry. */
export function formatApiKey({ environment, id, secret }: KeyParts): string {
  const body = `pk_${environment.replaceAll(/[^A-Za-z0-9-]+/g, "-")}_${id}_${secret}`;
  return `${body}_${toChecksum(body)}`;
}

/** The id in a key; null for what has not its form. Keys that were made before there was a checksum have none. */
export function findKeyId(key: string): string | null {
  const [, body = "", id, checksum] = whole.exec(key) ?? [];
  if (id === undefined) return null;
  return checksum === undefined || checksum === toChecksum(body) ? id : null;
}

/** True for a key that was cut or mistyped: it begins like one that was made here, and is none. */
export function isBrokenKey(key: string): boolean {
  return beginning.test(key) && findKeyId(key) === null;
}

/** CRC-32 (IEEE 802.3) in 8 hex digits: against slips of people, and for scanners that look for keys. */
function toChecksum(text: string): string {
  let sum = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
