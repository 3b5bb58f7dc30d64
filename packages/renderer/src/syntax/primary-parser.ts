import type { CallArguments, Expression, FilterCall } from "./ast.js";
import { parseNumber } from "./parse-number.js";
import { type Position, syntaxError } from "./syntax-error.js";
import { describeToken } from "./token.js";
import { TokenReader } from "./token-reader.js";

const constants: ReadonlyMap<string, true | false | null> = new Map<string, true | false | null>([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

export const noArguments: CallArguments = {
  positional: [],
  keywords: [],
  spread: null,
  spreadKeywords: null,
};

interface GrowingArguments {
  readonly positional: Expression[];
  readonly keywords: { name: string; value: Expression }[];
  spread: Expression | null;
  spreadKeywords: Expression | null;
}

/** The parts that operators join: literals, names, members, calls, filters and tests. */
export abstract class PrimaryParser extends TokenReader {
  protected abstract parseExpression(withConditional?: boolean): Expression;

  protected parsePrimary(): Expression {
    const token = this.take();
    const { line, column, value, type } = token;
    if (type === "name") {
      const constant = constants.get(value);
      if (constant !== undefined) return { typename: "Constant", line, column, value: constant };
      return { typename: "Name", line, column, name: value };
    }
    if (type === "string") {
      let text = value;
      while (this.at("string")) text += this.take().value;
      return { typename: "TextLiteral", line, column, value: text };
    }
    if (type === "integer" || type === "float") return parseNumber(token);
    if (type === "(") {
      const inner = this.parseTuple({ explicit: true });
      this.expectToken(")");
      return inner;
    }
    if (type === "[") return this.parseList(token);
    if (type === "{") return this.parseDict(token);
    throw syntaxError(`unexpected ${describeToken(token)}`, token);
  }

  /** One expression, or a tuple where commas follow. */
  protected parseTuple(
    options: { explicit?: boolean; withConditional?: boolean; endWord?: string } = {},
  ): Expression {
    const { line, column } = this.look();
    const items: Expression[] = [];
    let tuple = false;
    while (!this.atTupleEnd(options.endWord)) {
      items.push(this.parseExpression(options.withConditional ?? true));
      if (!this.skipIf(",")) break;
      tuple = true;
    }
    const only = items[0];
    if (!tuple && only !== undefined) return only;
    if (!tuple && !options.explicit) {
      throw syntaxError(`expected an expression, got ${describeToken(this.look())}`, this.look());
    }
    return { typename: "TupleLiteral", line, column, items };
  }

  protected atTupleEnd(endWord?: string): boolean {
    const { type } = this.look();
    if (type === "variable-end" || type === "block-end" || type === ")") return true;
    return endWord !== undefined && this.atWord(endWord);
  }

  private parseList({ line, column }: Position): Expression {
    const items = this.parseSequence("]", () => this.parseExpression());
    return { typename: "ListLiteral", line, column, items };
  }

  private parseDict({ line, column }: Position): Expression {
    const pairs = this.parseSequence("}", (): readonly [Expression, Expression] => {
      const key = this.parseExpression();
      this.expectToken(":");
      return [key, this.parseExpression()];
    });
    return { typename: "DictLiteral", line, column, pairs };
  }

  private parseSequence<Part>(end: string, read: () => Part): Part[] {
    const parts: Part[] = [];
    while (!this.at(end)) {
      if (parts.length > 0) this.expectToken(",");
      if (this.at(end)) break;
      parts.push(read());
    }
    this.expectToken(end);
    return parts;
  }

  protected parsePostfix(start: Expression): Expression {
    let node = start;
    for (;;) {
      if (this.at(".")) node = this.parseMember(node);
      else if (this.at("[")) node = this.parseSubscript(node);
      else if (this.at("(")) node = this.parseCall(node);
      else return node;
    }
  }

  private parseMember(target: Expression): Expression {
    this.take();
    const { line, column } = target;
    const token = this.take();
    if (token.type === "name") {
      return { typename: "Member", line, column, target, name: token.value };
    }
    if (token.type === "integer") {
      return { typename: "Item", line, column, target, index: parseNumber(token) };
    }
    throw syntaxError(`expected a name or number, got ${describeToken(token)}`, token);
  }

  private parseSubscript(target: Expression): Expression {
    this.take();
    const { line, column } = target;
    if (this.at(":")) return this.parseSlice(target, null);
    const index = this.parseExpression();
    if (this.at(":")) return this.parseSlice(target, index);
    if (!this.at(",")) {
      this.expectToken("]");
      return { typename: "Item", line, column, target, index };
    }
    const items = [index];
    while (this.skipIf(",")) items.push(this.parseExpression());
    this.expectToken("]");
    return {
      typename: "Item",
      line,
      column,
      target,
      index: { typename: "TupleLiteral", line, column, items },
    };
  }

  private parseSlice(target: Expression, start: Expression | null): Expression {
    const bound = () => (this.at(":") || this.at("]") ? null : this.parseExpression());
    this.expectToken(":");
    const stop = bound();
    const step = this.skipIf(":") ? bound() : null;
    this.expectToken("]");
    const { line, column } = target;
    return { typename: "Slice", line, column, target, start, stop, step };
  }

  protected parseCall(callee: Expression): Expression {
    const { line, column } = callee;
    return { typename: "Call", line, column, callee, args: this.parseArguments() };
  }

  protected parseArguments(): CallArguments {
    this.expectToken("(");
    const args: GrowingArguments = {
      positional: [],
      keywords: [],
      spread: null,
      spreadKeywords: null,
    };
    for (let first = true; !this.at(")"); first = false) {
      if (!first) this.expectToken(",");
      if (!this.at(")")) this.parseArgument(args);
    }
    this.expectToken(")");
    return args;
  }

  private parseArgument(args: GrowingArguments): void {
    const token = this.look();
    const closed = args.spreadKeywords !== null;
    const open = !closed && args.spread === null;
    if (open && this.skipIf("*")) args.spread = this.parseExpression();
    else if (!closed && this.skipIf("**")) args.spreadKeywords = this.parseExpression();
    else if (!closed && token.type === "name" && this.look(1).type === "=") {
      this.take();
      this.take();
      args.keywords.push({ name: token.value, value: this.parseExpression() });
    } else if (!open || args.keywords.length > 0) {
      throw syntaxError("a positional argument cannot follow a named one", token);
    } else args.positional.push(this.parseExpression());
  }

  protected parseFiltersAndTests(start: Expression): Expression {
    let node = start;
    for (;;) {
      if (this.at("|")) node = this.parseNextFilter(node);
      else if (this.atWord("is")) node = this.parseTest(node);
      else if (this.at("(")) node = this.parseCall(node);
      else return node;
    }
  }

  private parseNextFilter(target: Expression): FilterCall {
    this.take();
    return this.parseFilters(target);
  }

  /** Reads `name(arguments) | name …`; the first `|` is already taken. */
  protected parseFilters(target: Expression | null): FilterCall {
    const { name, position } = this.parseDottedName();
    const args = this.at("(") ? this.parseArguments() : noArguments;
    const node: FilterCall = { typename: "FilterCall", ...position, target, name, args };
    return this.at("|") ? this.nested(position, () => this.parseNextFilter(node)) : node;
  }

  private parseDottedName(): { name: string; position: Position } {
    const first = this.expectToken("name");
    let name = first.value;
    while (this.skipIf(".")) name += `.${this.expectToken("name").value}`;
    return { name, position: { line: first.line, column: first.column } };
  }

  private parseTest(target: Expression): Expression {
    this.take();
    const negated = this.skipIf("name", "not");
    const { name, position } = this.parseDottedName();
    const args = this.parseTestArguments();
    return { typename: "TestCall", ...position, target, name, negated, args };
  }

  private parseTestArguments(): CallArguments {
    if (this.at("(")) return this.parseArguments();
    const startsOperand = ["name", "string", "integer", "float", "[", "{"];
    if (!startsOperand.includes(this.look().type) || this.atWord("else", "or", "and")) {
      return noArguments;
    }
    if (this.atWord("is")) {
      throw syntaxError("tests cannot be chained with 'is'; join them with 'and'", this.look());
    }
    return { ...noArguments, positional: [this.parsePostfix(this.parsePrimary())] };
  }
}
