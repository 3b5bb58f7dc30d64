/** A family's name, in which `*` stands for any letters: `fraud_*`. */
export const familyGlob = /^[a-z*][a-z0-9_*]{0,62}$/;

/** The glob that every family fits. */
export const everyFamily = "*";

/**
 * Whether a name fits a glob. A glob in the name's place fits where all that it stands for does:
 * its `*` is a letter that only another `*` covers.
 */
export function fitsGlob(glob: string, name: string): boolean {
  const [head = "", ...rest] = glob.split("*");
  const tail = rest.pop();
  if (tail === undefined) return name === head;
  const end = name.length - tail.length;
  if (end < head.length || !name.startsWith(head) || !name.endsWith(tail)) return false;
  let at = head.length;
  // Each part where it comes first: what comes after has the most room.
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether one of the globs covers a family, or all that another glob stands for. */
export function coversFamily(globs: readonly string[], family: string): boolean {
  return globs.some((glob) => fitsGlob(glob, family));
}
