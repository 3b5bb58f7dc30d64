import type { TemplateVariable } from "@promptrail/core/lifecycle";
import { statementParts, subexpressions } from "../codegen/find-names.js";
import type { Body, Expression, Root } from "../syntax/ast.js";
import { walkUncalled } from "./calls/call-macro.js";
import { evaluateExpression } from "./expressions/evaluate-expression.js";
import { visitBody } from "./statements/visit-statement.js";
import { Walk } from "./walk.js";

/** Every context path that a template reads, in the order of first naming. */
export function findVariables(root: Root): readonly TemplateVariable[] {
  const parts = { evaluate: evaluateExpression, visitBody };
  const walk = new Walk(parts, changesValues(root.body));
  walk.visitBody(root.body);
  for (const macro of walk.scope.macros) walkUncalled(walk, macro);
  return walk.reads.toVariables();
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
