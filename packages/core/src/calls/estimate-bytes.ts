/** What V8 takes for each, roughly: a value's own head, and the place of one member. */
const headBytes = 32;
const memberBytes = 16;

/**
 * About how much memory a JSON-like value takes, to be held below a bound. Its length as JSON would not do:
 * `[{},{},{}]` takes ten times as much in memory. What stands in several places counts once.
 */
export function estimateBytes(value: unknown): number {
  let bytes = 0;
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === "string") bytes += headBytes + textBytes(next);
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    const members = Object.values(next);
    bytes += headBytes + memberBytes * members.length;
    if (!Array.isArray(next)) for (const key of Object.keys(next)) bytes += key.length;
    for (const member of members) waiting.push(member);
  }
  return bytes;
}

/** Beyond Latin-1 every character takes two bytes. */
function textBytes(text: string): number {
  return /[\u0100-\uffff]/.test(text) ? 2 * text.length : text.length;
}
