import { hideKeys } from "./hide-keys.js";

/** The error itself, unless its own message repeats a key: loggers print causes too. */
export function toSafeCause(error: unknown, ...keys: readonly string[]): unknown {
  const words = String(error);
  return hideKeys(words, ...keys) === words ? error : undefined;
}
