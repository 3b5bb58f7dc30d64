/** A context may hold itself; deeper values are left out. */
const deepest = 50;

/** The texts and numbers of a value, at every depth; names of fields are not among them. */
export function readSource(value: unknown, depth = 0): { texts: string[]; numbers: number[] } {
  if (typeof value === "string") return { texts: [value], numbers: [] };
  if (typeof value === "number") return { texts: [String(value)], numbers: [value] };
  if (typeof value !== "object" || value === null || depth > deepest) {
    return { texts: [], numbers: [] };
  }
  const members = Object.values(value).map((member) => readSource(member, depth + 1));
  return {
    texts: members.flatMap(({ texts }) => texts),
    numbers: members.flatMap(({ numbers }) => numbers),
  };
}
