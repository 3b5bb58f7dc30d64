import type { Code } from "./read-code.js";

/** One field of an object literal: `version: 2`. */
export interface Field {
  /** Where its name begins. */
  readonly start: number;
  /** Where its value begins and ends. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Of the value, as indexes of tokens: its first, and the one after its last. */
  readonly first: number;
  readonly next: number;
}

/**
 * The fields that an object literal writes out, by name. Methods, short forms and what is spread into it are left out.
 *
 * @param open The index of its `{`.
 */
export function readFields(code: Code, open: number): ReadonlyMap<string, Field> {
  const { tokens, parents, closers } = code;
  const fields = new Map<string, Field>();
  const close = closers.get(open) ?? tokens.length;
  let at = open + 1;
  while (at < close) {
    let next = at;
    while (next < close && !(parents[next] === open && tokens[next]?.value === ",")) next += 1;
    const [name, colon, value] = tokens.slice(at, next);
    const last = tokens[next - 1];
    if (name !== undefined && colon?.value === ":" && value !== undefined && last !== undefined) {
      const { start } = name;
      const range = { valueStart: value.start, valueEnd: last.end };
      fields.set(name.text ?? name.value, { start, ...range, first: at + 2, next });
    }
    at = next + 1;
  }
  return fields;
}
