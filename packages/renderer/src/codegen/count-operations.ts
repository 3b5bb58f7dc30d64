import type { Body, Expression, Statement } from "../syntax/ast.js";
import { statementParts, subexpressions } from "./find-names.js";

/** What calls into the runtime; a name, a literal or a tag costs a fraction of it. */
const dear: ReadonlySet<Expression["typename"]> = new Set([
  ...(["FilterCall", "TestCall", "Call", "Binary", "Compare", "Concat", "Slice"] as const),
  ...(["ListLiteral", "TupleLiteral", "DictLiteral"] as const),
]);
const otherCost = 1 / 4;

/**
 * What it costs to run a body once, and to evaluate expressions, whatever the size of their values.
 * Loops and macros inside account for their own bodies.
 */
export function countOperations(body: Body, expressions: readonly Expression[] = []): number {
  return Math.ceil(costOf(body, expressions));
}

function costOf(body: Body, expressions: readonly Expression[]): number {
  let cost = 0;
  for (const expression of expressions) {
    cost += dear.has(expression.typename) ? 1 : otherCost;
    cost += costOf([], subexpressions(expression));
  }
  for (const statement of body) cost += otherCost + statementCost(statement);
  return cost;
}

function statementCost(statement: Statement): number {
  const { expressions, bodies } = statementParts(statement);
  const own = statement.typename === "For" ? [statement.otherwise] : bodies;
  const inside = statement.typename === "Macro" || statement.typename === "CallBlock" ? [] : own;
  return inside.reduce((sum, body) => sum + costOf(body, []), costOf([], expressions));
}
