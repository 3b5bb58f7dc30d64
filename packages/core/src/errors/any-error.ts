/**
 * True for an error of any realm. Code in Jest or in `node:vm` has an `Error` of its own, and what Node's modules
 * and the platform's `fetch` throw is none of it for `instanceof`.
 */
export function isError(value: unknown): value is Error {
  if (value instanceof Error) return true;
  const tag = Object.prototype.toString.call(value);
  return tag === "[object Error]" || tag === "[object DOMException]";
}

/** What something that was thrown says. */
export function toErrorText(thrown: unknown): string {
  return isError(thrown) ? thrown.message : String(thrown);
}

/** The `code` of an error, as `ENOENT`; undefined where it has none. */
export function findErrorCode(thrown: unknown): string | undefined {
  return isError(thrown) && "code" in thrown && typeof thrown.code === "string"
    ? thrown.code
    : undefined;
}
