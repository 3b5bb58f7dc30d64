/** True for what Node's fetch throws when the other side closes inside a body. */
export function isBrokenConnection(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === "AbortError");
}
