import type { Redactor } from "@promptrail/core/privacy";

/** Calls of one program have the same few names; what has more is a table, whose names are data. */
const mostKnown = 1_000;

/** Says of a property's name whether a detector finds something in it, or cannot decide. */
export function createNameGuard(redactor: Redactor | null): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    if (redactor === null) return false;
    const answer = known.get(name) ?? holdsSecret(redactor, name);
    if (known.size >= mostKnown) known.clear();
    known.set(name, answer);
    return answer;
  };
}

function holdsSecret(redactor: Redactor, name: string): boolean {
  try {
    return redactor.redactText(name).value !== name;
  } catch {
    return true;
  }
}
