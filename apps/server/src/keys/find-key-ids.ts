import { toSecretHash } from "./secret-hash.js";

// Id and secret have fixed lengths, so that a `_` in the environment or the secret splits nothing.
const madeHere = /^pk_[A-Za-z0-9-]+_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;

/** The id of a key that somebody chose: nothing in it but its hash can tell it from others. */
export function toChosenKeyId(key: string): string {
  return `chosen-${toSecretHash(`id of ${key}`).slice(0, 16)}`;
}

/** The ids under which a presented key may be stored. */
export function findKeyIds(key: string): readonly string[] {
  const id = madeHere.exec(key)?.[1];
  return id === undefined ? [toChosenKeyId(key)] : [id, toChosenKeyId(key)];
}
