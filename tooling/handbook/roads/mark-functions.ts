import { type Node, parseSync, Visitor } from "oxc-parser";

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * A module's text in which every function says `mark` as the first thing that it does. Lines stay where
 * they are.
 *
 * @param mark An expression: `globalThis.x("a.ts")`.
 */
export function markFunctions(path: string, text: string, mark: string): string {
  const insertions: Insertion[] = [];
  const enter = (body: Node | null): void => {
    if (body === null) return;
    if (body.type === "BlockStatement") {
      insertions.push({ at: body.start + 1, text: ` ${mark};` });
      return;
    }
    // An arrow function whose body is an expression.
    insertions.push({ at: body.start, text: `(${mark}, ` }, { at: body.end, text: ")" });
  };
  new Visitor({
    FunctionDeclaration: ({ body }) => enter(body),
    FunctionExpression: ({ body }) => enter(body),
    ArrowFunctionExpression: ({ body }) => enter(body),
  }).visit(parseSync(path, text).program);
  // From the end, so that what comes before keeps its place; of two at one place, the outer one first.
  return insertions
    .toSorted((left, right) => right.at - left.at)
    .reduce(
      (marked, { at, text: inserted }) => marked.slice(0, at) + inserted + marked.slice(at),
      text,
    );
}
