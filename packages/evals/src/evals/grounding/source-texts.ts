import type { EvalSubject } from "@promptrail/core";

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

/** The context, and what users and tools say in the turns: what the model itself said there supports nothing. */
export function toGrounds({
  context,
  earlierTurns = [],
  turns = [],
}: Pick<EvalSubject, "context" | "earlierTurns" | "turns">): unknown {
  const told = [...earlierTurns, ...turns]
    .filter(({ role }) => role === "user")
    .flatMap(({ content }) => content.map((part) => ("text" in part ? part.text : "")));
  return told.length === 0 ? context : [context, told];
}
