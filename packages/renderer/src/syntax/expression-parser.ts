import type { BinaryOperator, CompareOperator, Expression } from "./ast.js";
import { PrimaryParser } from "./primary-parser.js";

const compareOperators: ReadonlyMap<string, CompareOperator> = new Map([
  ["==", "=="],
  ["!=", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
]);
const sums: ReadonlyMap<string, BinaryOperator> = new Map([
  ["+", "+"],
  ["-", "-"],
]);
const products: ReadonlyMap<string, BinaryOperator> = new Map([
  ["*", "*"],
  ["/", "/"],
  ["//", "//"],
  ["%", "%"],
]);
const powers: ReadonlyMap<string, BinaryOperator> = new Map([["**", "**"]]);

/** Expressions, from the loosest operator to the tightest, with Jinja2's levels. */
export class ExpressionParser extends PrimaryParser {
  protected override parseExpression(withConditional = true): Expression {
    return this.nested(this.look(), () =>
      withConditional ? this.parseConditional() : this.parseOr(),
    );
  }

  private parseConditional(): Expression {
    let expression = this.parseOr();
    while (this.atWord("if")) {
      const { line, column } = expression;
      this.take();
      const test = this.parseOr();
      const otherwise = this.skipIf("name", "else")
        ? this.nested(this.look(), () => this.parseConditional())
        : null;
      expression = { typename: "Conditional", line, column, test, value: expression, otherwise };
    }
    return expression;
  }

  private parseOr(): Expression {
    return this.chain(() => this.parseAnd(), "or");
  }

  private parseAnd(): Expression {
    return this.chain(() => this.parseNot(), "and");
  }

  private chain(next: () => Expression, operator: "and" | "or"): Expression {
    let left = next();
    while (this.atWord(operator)) {
      this.take();
      const { line, column } = left;
      left = { typename: "Logic", line, column, operator, left, right: next() };
    }
    return left;
  }

  private parseNot(): Expression {
    if (!this.atWord("not")) return this.parseCompare();
    const { line, column } = this.take();
    const operand = this.nested(this.look(), () => this.parseNot());
    return { typename: "Not", line, column, operand };
  }

  private parseCompare(): Expression {
    const left = this.parseSum();
    const rest: { operator: CompareOperator; right: Expression }[] = [];
    for (;;) {
      const operator = this.takeCompareOperator();
      if (operator === undefined) break;
      rest.push({ operator, right: this.parseSum() });
    }
    if (rest.length === 0) return left;
    return { typename: "Compare", line: left.line, column: left.column, left, rest };
  }

  private takeCompareOperator(): CompareOperator | undefined {
    const operator = compareOperators.get(this.look().type);
    if (operator !== undefined) {
      this.take();
      return operator;
    }
    if (this.skipIf("name", "in")) return "in";
    const next = this.atWord("not") ? this.look(1) : undefined;
    if (next?.type !== "name" || next.value !== "in") return undefined;
    this.take();
    this.take();
    return "not in";
  }

  private parseSum(): Expression {
    return this.binary(sums, () => this.parseConcat());
  }

  private parseConcat(): Expression {
    const first = this.parseProduct();
    if (!this.at("~")) return first;
    const parts = [first];
    while (this.skipIf("~")) parts.push(this.parseProduct());
    return { typename: "Concat", line: first.line, column: first.column, parts };
  }

  private parseProduct(): Expression {
    return this.binary(products, () => this.binary(powers, () => this.parseUnary()));
  }

  private binary(
    operators: ReadonlyMap<string, BinaryOperator>,
    next: () => Expression,
  ): Expression {
    let left = next();
    for (;;) {
      const operator = operators.get(this.look().type);
      if (operator === undefined) return left;
      const { line, column } = this.take();
      left = { typename: "Binary", line, column, operator, left, right: next() };
    }
  }

  private parseUnary(withFilters = true): Expression {
    const token = this.look();
    const { line, column } = token;
    const sign = token.type === "-" || token.type === "+" ? token.type : undefined;
    if (sign === undefined) {
      const operand = this.parsePostfix(this.parsePrimary());
      return withFilters ? this.parseFiltersAndTests(operand) : operand;
    }
    this.take();
    const operand = this.nested(token, () => this.parseUnary(false));
    const node: Expression = { typename: "Unary", line, column, operator: sign, operand };
    const postfixed = this.parsePostfix(node);
    return withFilters ? this.parseFiltersAndTests(postfixed) : postfixed;
  }
}
