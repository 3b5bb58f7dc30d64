import { type Comment, type Node, type Program, parseSync } from "oxc-parser";
import { rememberFiles } from "../repository/remember-files.ts";

/** A file's syntax tree, and which of its nodes a docstring stands before. */
export interface DocumentedSource {
  readonly program: Program;
  /** Whether `/** … *\/` stands directly before the node. */
  readonly hasDoc: (node: Pick<Node, "start">) => boolean;
}

export const parseDocumented = rememberFiles((path, text): DocumentedSource => {
  const { program, comments } = parseSync(path, text);
  const docs = comments.filter(isDoc);
  const isDirectlyBefore = (start: number) => (doc: Comment) =>
    doc.end <= start && text.slice(doc.end, start).trim() === "";
  return { program, hasDoc: ({ start }) => docs.some(isDirectlyBefore(start)) };
});

function isDoc({ type, value }: Comment): boolean {
  return type === "Block" && value.startsWith("*");
}
