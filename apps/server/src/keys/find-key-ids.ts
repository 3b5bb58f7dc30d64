import { findKeyId, isBrokenKey } from "@promptrail/core";
import { toSecretHash } from "./secret-hash.js";

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
