/**
 * A pattern that is read when it is first asked for. Classes of Unicode characters take long to read, and most processes
 * never need most of them.
 */
export function latePattern(read: () => RegExp): () => RegExp {
  let pattern: RegExp | undefined;
  return () => (pattern ??= read());
}
