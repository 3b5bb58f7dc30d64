import type { TemplateNote, TemplateVariable } from "@promptrail/core/lifecycle";
import { statementParts, subexpressions } from "../codegen/find-names.js";
import type { Body, Expression, Root } from "../syntax/ast.js";
import { walkUncalled } from "./calls/call-macro.js";
import { evaluateExpression } from "./expressions/evaluate-expression.js";
import { visitBody } from "./statements/visit-statement.js";
import { Walk } from "./walk.js";

/** What the analysis tells of a template. */
export interface FoundVariables {
  /** Every context path that it reads, in the order of first naming. */
  readonly variables: readonly TemplateVariable[];
  readonly notes: readonly TemplateNote[];
}

/** `functions`: the names of the team's own ones. */
export function findVariables(
  root: Root,
  { functions }: { readonly functions: ReadonlyMap<string, unknown> },
): FoundVariables {
  const parts = { evaluate: evaluateExpression, visitBody, functions };
  const changes = changesValues(root.body);
  let walk = walkOnce(root, new Walk(parts, changes, null));
  // What goes into a list may come out of another one.
  for (let pass = 1; pass < mostPasses && walk.held.size > 0; pass += 1) {
    walk = walkOnce(root, new Walk(parts, changes, walk.held));
  }
  return { variables: walk.reads.toVariables(), notes: walk.notes.list() };
}

const mostPasses = 3;

function walkOnce(root: Root, walk: Walk): Walk {
  walk.visitBody(root.body);
  for (const macro of walk.scope.macros) walkUncalled(walk, macro);
  return walk;
}

const changing: ReadonlySet<string> = new Set(
  "append clear extend insert pop popitem remove reverse setdefault sort update".split(" "),
);

/** True where a method call may change a list or a mapping that the template made. */
function changesValues(body: Body): boolean {
  return body.some((statement) => {
    const { expressions, bodies } = statementParts(statement);
    return expressions.some(changesWithin) || bodies.some(changesValues);
  });
}

function changesWithin(expression: Expression): boolean {
  const changes = expression.typename === "Member" && changing.has(expression.name);
  return changes || subexpressions(expression).some(changesWithin);
}
