import type { Body, CallArguments, Expression, Statement, Target } from "../syntax/ast.js";

/** The names that a target binds. */
export function targetNames(target: Target): string[] {
  if (target.typename === "Name") return [target.name];
  return target.typename === "TupleTarget" ? target.items.flatMap(targetNames) : [];
}

/** The names that statements bind in their own scope; bodies with a scope of their own are left out. */
export function assignedNames(body: Body): Set<string> {
  return new Set(body.flatMap(statementNames));
}

function statementNames(statement: Statement): string[] {
  switch (statement.typename) {
    case "Assign":
    case "AssignBlock":
      return targetNames(statement.target);
    case "Macro":
      return [statement.name];
    case "If": {
      const bodies = [...statement.branches.map((branch) => branch.body), statement.otherwise];
      return bodies.flatMap((inner) => inner.flatMap(statementNames));
    }
    default:
      return [];
  }
}

/** The expressions directly inside an expression. */
export function subexpressions(expression: Expression): readonly Expression[] {
  switch (expression.typename) {
    case "TextLiteral":
    case "NumberLiteral":
    case "Constant":
    case "Name":
      return [];
    case "ListLiteral":
    case "TupleLiteral":
      return expression.items;
    case "DictLiteral":
      return expression.pairs.flat();
    case "Member":
      return [expression.target];
    case "Item":
      return [expression.target, expression.index];
    case "Slice":
      return present(expression.target, expression.start, expression.stop, expression.step);
    case "Call":
      return [expression.callee, ...argumentExpressions(expression.args)];
    case "FilterCall":
    case "TestCall":
      return [...present(expression.target), ...argumentExpressions(expression.args)];
    case "Unary":
    case "Not":
      return [expression.operand];
    case "Binary":
    case "Logic":
      return [expression.left, expression.right];
    case "Compare":
      return [expression.left, ...expression.rest.map((part) => part.right)];
    case "Concat":
      return expression.parts;
    case "Conditional":
      return present(expression.test, expression.value, expression.otherwise);
  }
}

function present(...expressions: (Expression | null)[]): Expression[] {
  return expressions.filter((expression) => expression !== null);
}

export function argumentExpressions(args: CallArguments): Expression[] {
  const keywords = args.keywords.map((keyword) => keyword.value);
  return [...args.positional, ...keywords, ...present(args.spread, args.spreadKeywords)];
}

/** The expressions and bodies directly inside a statement. */
export function statementParts(statement: Statement): {
  expressions: readonly Expression[];
  bodies: readonly Body[];
} {
  switch (statement.typename) {
    case "TemplateText":
      return { expressions: [], bodies: [] };
    case "Print":
      return { expressions: [statement.expression], bodies: [] };
    case "If":
      return {
        expressions: statement.branches.map((branch) => branch.test),
        bodies: [...statement.branches.map((branch) => branch.body), statement.otherwise],
      };
    case "For":
      return {
        expressions: present(statement.iterable, statement.condition),
        bodies: [statement.body, statement.otherwise],
      };
    case "Assign":
      return { expressions: [statement.value], bodies: [] };
    case "AssignBlock":
      return { expressions: present(statement.filter), bodies: [statement.body] };
    case "With":
      return {
        expressions: statement.bindings.map((binding) => binding.value),
        bodies: [statement.body],
      };
    case "FilterBlock":
      return { expressions: [statement.filter], bodies: [statement.body] };
    case "Macro":
      return {
        expressions: present(...statement.parameters.map((parameter) => parameter.fallback)),
        bodies: [statement.body],
      };
    case "CallBlock":
      return {
        expressions: present(
          statement.call,
          ...statement.parameters.map((parameter) => parameter.fallback),
        ),
        bodies: [statement.body],
      };
    case "Block":
    case "Include":
      return { expressions: [], bodies: [statement.body] };
  }
}

/**
 * How a body uses a name: not at all, only through the given members, or freely. `through`: what it
 * includes counts as well.
 */
export function nameUse(
  body: Body,
  name: string,
  members: ReadonlySet<string>,
  through: "own" | "included" = "own",
): "none" | "members" | "free" {
  let used = false;
  const inExpression = (expression: Expression): boolean => {
    const { typename } = expression;
    if (typename === "Member" && expression.target.typename === "Name") {
      if (expression.target.name !== name) return false;
      used = true;
      return !members.has(expression.name);
    }
    if (typename === "Name") return expression.name === name;
    return subexpressions(expression).some(inExpression);
  };
  const inBody = (statements: Body): boolean =>
    statements.some((statement) => {
      if (statement.typename === "Include" && through === "own") return false;
      const { expressions, bodies } = statementParts(statement);
      return expressions.some(inExpression) || bodies.some(inBody);
    });
  if (inBody(body)) return "free";
  return used ? "members" : "none";
}
