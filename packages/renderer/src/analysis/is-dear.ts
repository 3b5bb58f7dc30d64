import { statementParts, subexpressions, targetNames } from "../codegen/find-names.js";
import type { Body, Call, Expression, For, Macro, Root, Statement } from "../syntax/ast.js";

/** Macros that are entered; a template with more is not cheap to look at, either. */
const mostEntered = 1_000;

/**
 * True where a template may do much more work than its text and its context are long: a loop inside
 * another one, unless it runs over a part of that one's element, and macros and loops that call themselves.
 */
export function isDear(root: Root): boolean {
  const search = new DearSearch();
  search.visitBody(root.body, null);
  return search.found;
}

/** The names that hold parts of the innermost loop's element; null outside of loops. */
type Elements = ReadonlySet<string> | null;

class DearSearch {
  found = false;
  private readonly macros = new Map<string, Macro>();
  private readonly entered: Macro[] = [];
  private count = 0;

  visitBody(body: Body, elements: Elements): void {
    for (const statement of body) {
      if (this.found) return;
      if (statement.typename === "For") this.visitLoop(statement, elements);
      // Its body runs where it is called.
      else if (statement.typename === "Macro") this.macros.set(statement.name, statement);
      else this.visitStatement(statement, elements);
    }
  }

  private visitStatement(statement: Statement, elements: Elements): void {
    const { expressions, bodies } = statementParts(statement);
    for (const expression of expressions) this.visitExpression(expression, elements);
    // Nobody knows how often the block of a `call` tag is called.
    const inside = statement.typename === "CallBlock" ? new Set<string>() : elements;
    for (const body of bodies) this.visitBody(body, inside);
  }

  private visitLoop(loop: For, elements: Elements): void {
    if (loop.recursive || (elements !== null && !startsIn(loop.iterable, elements))) {
      this.found = true;
      return;
    }
    this.visitExpression(loop.iterable, elements);
    const names = new Set(targetNames(loop.target));
    if (loop.condition !== null) this.visitExpression(loop.condition, names);
    this.visitBody(loop.body, names);
    this.visitBody(loop.otherwise, elements);
  }

  private visitExpression(expression: Expression, elements: Elements): void {
    if (expression.typename === "Call") this.visitCall(expression, elements);
    for (const inner of subexpressions(expression)) this.visitExpression(inner, elements);
  }

  private visitCall({ callee, args }: Call, elements: Elements): void {
    const macro = callee.typename === "Name" ? this.macros.get(callee.name) : undefined;
    if (macro === undefined || this.found) return;
    this.count += 1;
    if (this.entered.includes(macro) || this.count > mostEntered) {
      this.found = true;
      return;
    }
    const given = macro.parameters.filter((_, index) => {
      const argument = args.positional[index];
      return elements !== null && argument !== undefined && startsIn(argument, elements);
    });
    this.entered.push(macro);
    const handed = elements === null ? null : new Set(given.map(({ name }) => name));
    this.visitBody(macro.body, handed);
    this.entered.pop();
  }
}

/** True for a path that begins with one of the names, also through filters and methods. */
function startsIn(expression: Expression, names: ReadonlySet<string>): boolean {
  switch (expression.typename) {
    case "Name":
      return names.has(expression.name);
    case "Member":
    case "Item":
    case "Slice":
      return startsIn(expression.target, names);
    case "FilterCall":
      return expression.target !== null && startsIn(expression.target, names);
    case "Call":
      return startsIn(expression.callee, names);
    default:
      return false;
  }
}
