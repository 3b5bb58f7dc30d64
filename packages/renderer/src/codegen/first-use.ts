import type { Body, Expression, If, Statement } from "../syntax/ast.js";
import { argumentExpressions, subexpressions, targetNames } from "./find-names.js";

type Use = "none" | "read" | "set";

/**
 * What a scope's own statements do first with a name. Bodies that have a scope of their own do not count,
 * and a name that only some branches of an `if` set counts as read: it may still be the outer one.
 */
export function firstUse(body: Body, name: string): Use {
  for (const statement of body) {
    const use = statementUse(statement, name);
    if (use !== "none") return use;
  }
  return "none";
}

function statementUse(statement: Statement, name: string): Use {
  if (statement.typename === "If") return ifUse(statement, name);
  // A block looks its names up when it runs: until then, the outer one must be there.
  if (statement.typename === "Block") return "read";
  if (readExpressions(statement).some((expression) => readsName(expression, name))) return "read";
  return setNames(statement).includes(name) ? "set" : "none";
}

function ifUse({ branches, otherwise }: If, name: string): Use {
  if (branches.some(({ test }) => readsName(test, name))) return "read";
  const [first, ...others] = branches.map(({ body }) => firstUse(body, name));
  const last = firstUse(otherwise, name);
  const uses = [first, ...others, last];
  if (uses.includes("read")) return "read";
  if (!uses.includes("set")) return "none";
  // Jinja2 takes all elifs together as one branch, which is there even without any.
  return first === "set" && others.includes("set") && last === "set" ? "set" : "read";
}

function setNames(statement: Statement): readonly string[] {
  if (statement.typename === "Macro") return [statement.name];
  const assigns = statement.typename === "Assign" || statement.typename === "AssignBlock";
  return assigns ? targetNames(statement.target) : [];
}

/** The expressions that a statement evaluates in the scope where it stands. */
function readExpressions(statement: Statement): readonly Expression[] {
  switch (statement.typename) {
    case "Print":
      return [statement.expression];
    case "For":
      return [statement.iterable];
    case "Assign":
      return [statement.value];
    case "With":
      return statement.bindings.map(({ value }) => value);
    case "FilterBlock":
      return statement.filter.target === null ? argumentExpressions(statement.filter.args) : [];
    case "CallBlock":
      return [statement.call];
    default:
      return [];
  }
}

function readsName(expression: Expression, name: string): boolean {
  if (expression.typename === "Name") return expression.name === name;
  return subexpressions(expression).some((part) => readsName(part, name));
}
