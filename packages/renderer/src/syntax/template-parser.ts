import { TemplateError } from "@promptrail/core/errors";
import { didYouMean } from "../limits/did-you-mean.js";
import type { Body, Expression, Parameter, Root, Statement, Target } from "./ast.js";
import { ExpressionParser } from "./expression-parser.js";
import { isBlank } from "./is-blank.js";
import { type Position, syntaxError } from "./syntax-error.js";
import type { SourceText, TemplateSources } from "./template-sources.js";
import { describeToken, endOfTemplate } from "./token.js";
import { availableTags, includeTakesText, unavailableTags } from "./unavailable-tags.js";

const reserved: ReadonlySet<string> = new Set(["true", "false", "none", "True", "False", "None"]);

/** Reads a template into its tree. Throws TemplateError of kind `syntax` or `limit`, with position. */
export class TemplateParser extends ExpressionParser {
  private blockDepth: number;
  /** The loops that the parser is in. */
  private loops = 0;
  private readonly blockNames = new Set<string>();
  private readonly endWords: (readonly string[])[] = [];

  /** `blockDepth`: the tags that what is read stands in already. */
  constructor(source: SourceText, sources: TemplateSources, blockDepth = 0) {
    super(source, sources);
    this.blockDepth = blockDepth;
  }

  parseTemplate(): Root {
    return { typename: "Root", line: 1, column: 1, body: this.parseBody() };
  }

  /** Reads up to a tag of `endWords` (left as the next token) or the template's end. */
  private parseBody(endWords: readonly string[] = []): Body {
    const body: Statement[] = [];
    while (!this.at(endOfTemplate)) {
      const token = this.take();
      const { line, column } = token;
      if (token.type === "data") {
        body.push({ typename: "TemplateText", line, column, text: token.value });
      } else if (token.type === "variable-begin") {
        const expression = this.parseTuple();
        this.expectToken("variable-end");
        body.push({ typename: "Print", line, column, expression });
      } else {
        if (this.atWord(...endWords)) return body;
        body.push(this.parseStatement());
        this.expectToken("block-end");
      }
    }
    return body;
  }

  /** Reads `%} body {% endWord`, and gives the body and the word that ended it. */
  private parseInside(...endWords: readonly string[]): { body: Body; end: string } {
    this.skipIf(":");
    this.expectToken("block-end");
    this.endWords.push(endWords);
    const body = this.parseBody(endWords);
    if (this.at(endOfTemplate)) {
      const wanted = endWords.map((word) => `'${word}'`).join(" or ");
      throw syntaxError(`unexpected end of template; looking for ${wanted}`, this.look());
    }
    this.endWords.pop();
    return { body, end: this.take().value };
  }

  private parseStatement(): Statement {
    const token = this.look();
    if (token.type !== "name") {
      throw syntaxError(`expected a tag's name, got ${describeToken(token)}`, token);
    }
    this.blockDepth += 1;
    if (this.blockDepth > this.limits.blockDepth) {
      throw new TemplateError({
        kind: "limit",
        reason: `tags are nested more than ${this.limits.blockDepth} levels deep`,
        line: token.line,
        column: token.column,
      });
    }
    const position = { line: token.line, column: token.column };
    this.take();
    const statement = this.parseTag(token.value, position);
    this.blockDepth -= 1;
    return statement;
  }

  private parseTag(tag: string, position: Position): Statement {
    switch (tag) {
      case "if":
        return this.parseIf(position);
      case "for":
        return this.parseFor(position);
      case "set":
        return this.parseSet(position);
      case "with":
        return this.parseWith(position);
      case "filter": {
        const filter = this.parseFilters(null);
        const { body } = this.parseInside("endfilter");
        return { typename: "FilterBlock", ...position, filter, body };
      }
      case "macro":
        return this.parseMacro(position);
      case "call":
        return this.parseCallBlock(position);
      case "block":
        return this.parseBlock(position);
      case "include":
        return this.parseInclude(position);
      case "print":
        return { typename: "Print", ...position, expression: this.parseTuple() };
      default:
        throw this.unknownTag(tag, position);
    }
  }

  private unknownTag(tag: string, position: Position): TemplateError {
    const cure = unavailableTags.get(tag);
    if (cure !== undefined) {
      return syntaxError(`'{% ${tag} %}' is not available in prompt templates; ${cure}`, position);
    }
    const open = this.endWords.at(-1);
    const looking = open ? `; looking for ${open.map((word) => `'${word}'`).join(" or ")}` : "";
    const similar = looking === "" ? didYouMean(tag, availableTags) : "";
    return syntaxError(`unknown tag '${tag}'${looking}${similar}`, position);
  }

  private parseIf(position: Position): Statement {
    const branches: { test: Expression; body: Body }[] = [];
    for (;;) {
      const test = this.parseTuple({ withConditional: false });
      const { body, end } = this.parseInside("elif", "else", "endif");
      branches.push({ test, body });
      if (end === "elif") continue;
      const otherwise = end === "else" ? this.parseInside("endif").body : [];
      return { typename: "If", ...position, branches, otherwise };
    }
  }

  private parseFor(position: Position): Statement {
    this.loops += 1;
    const target = this.parseTarget({ endWord: "in", binds: true });
    this.expectToken("name", "in");
    const iterable = this.parseTuple({ withConditional: false, endWord: "recursive" });
    const condition = this.skipIf("name", "if") ? this.parseExpression() : null;
    const recursive = this.skipIf("name", "recursive");
    const { body, end } = this.parseInside("endfor", "else");
    const otherwise = end === "else" ? this.parseInside("endfor").body : [];
    this.loops -= 1;
    return {
      typename: "For",
      ...position,
      target,
      iterable,
      condition,
      recursive,
      body,
      otherwise,
    };
  }

  private parseSet(position: Position): Statement {
    const target = this.parseTarget({ namespaces: true, binds: true });
    if (this.skipIf("=")) {
      return { typename: "Assign", ...position, target, value: this.parseTuple() };
    }
    const filter = this.skipIf("|") ? this.parseFilters(null) : null;
    const { body } = this.parseInside("endset");
    return { typename: "AssignBlock", ...position, target, filter, body };
  }

  private parseWith(position: Position): Statement {
    const bindings: { target: Target; value: Expression }[] = [];
    while (!this.at("block-end")) {
      if (bindings.length > 0) this.expectToken(",");
      const target = this.parseTarget({});
      this.expectToken("=");
      bindings.push({ target, value: this.parseExpression() });
    }
    const { body } = this.parseInside("endwith");
    return { typename: "With", ...position, bindings, body };
  }

  private parseMacro(position: Position): Statement {
    const name = this.expectToken("name").value;
    const parameters = this.parseParameters();
    const { body } = this.parseInside("endmacro");
    return { typename: "Macro", ...position, name, parameters, body };
  }

  private parseCallBlock(position: Position): Statement {
    const parameters = this.at("(") ? this.parseParameters() : [];
    const call = this.parseExpression();
    if (call.typename !== "Call") {
      throw syntaxError("expected a call, as in {% call name() %}", call);
    }
    const { body } = this.parseInside("endcall");
    return { typename: "CallBlock", ...position, call, parameters, body };
  }

  private parseParameters(): Parameter[] {
    const parameters: Parameter[] = [];
    this.expectToken("(");
    while (!this.at(")")) {
      if (parameters.length > 0) this.expectToken(",");
      const token = this.expectToken("name");
      this.refuseReserved(token.value, token);
      const fallback = this.skipIf("=") ? this.parseExpression() : null;
      if (fallback === null && parameters.some((parameter) => parameter.fallback !== null)) {
        throw syntaxError("a parameter without a default cannot follow one with a default", token);
      }
      parameters.push({ name: token.value, fallback });
    }
    this.expectToken(")");
    return parameters;
  }

  private parseInclude(position: Position): Statement {
    const name = this.parseExpression();
    if (name.typename !== "TextLiteral") {
      throw syntaxError(includeTakesText, name);
    }
    if (this.atWord("ignore", "without")) {
      const word = this.look().value === "ignore" ? "ignore missing" : "without context";
      throw syntaxError(
        `'{% include … ${word} %}' is not available in prompt templates; remove the words`,
        this.look(),
      );
    }
    // What an include does in any case.
    if (this.skipIf("name", "with")) this.expectToken("name", "context");
    const { value } = name;
    const body = this.sources.include(value, name, (source) =>
      new TemplateParser(source, this.sources, this.blockDepth).parseBody(),
    );
    return { typename: "Include", ...position, name: value, body };
  }

  private parseBlock(position: Position): Statement {
    const { value: name } = this.expectToken("name");
    if (this.blockNames.has(name)) {
      throw syntaxError(`block '${name}' is defined twice`, position);
    }
    this.blockNames.add(name);
    const scoped = this.skipIf("name", "scoped");
    const required = this.skipIf("name", "required");
    const { body } = this.parseInside("endblock");
    if (this.at("name")) this.expectToken("name", name);
    if (required && !body.every(isBlank)) {
      throw syntaxError("a required block can only hold white space and comments", position);
    }
    return { typename: "Block", ...position, name, scoped, required, body };
  }

  /** `binds`: a target of `for` or `set`. As in Jinja2, neither may bind `loop` in a loop, and `with` may. */
  private parseTarget(options: {
    namespaces?: boolean;
    endWord?: string;
    binds?: boolean;
  }): Target {
    const { line, column } = this.look();
    if (options.namespaces && this.at("name") && this.look(1).type === ".") {
      const name = this.take().value;
      this.take();
      const member = this.expectToken("name").value;
      return { typename: "NamespaceTarget", line, column, name, member };
    }
    const items: Target[] = [];
    let tuple = false;
    while (!this.atTupleEnd(options.endWord) && !this.at("=")) {
      items.push(this.parseSingleTarget(options.binds === true));
      if (!this.skipIf(",")) break;
      tuple = true;
    }
    const only = items[0];
    if (only === undefined) {
      throw syntaxError(`expected a name, got ${describeToken(this.look())}`, this.look());
    }
    return tuple ? { typename: "TupleTarget", line, column, items } : only;
  }

  private parseSingleTarget(binds: boolean): Target {
    if (!this.skipIf("(")) {
      const token = this.expectToken("name");
      this.refuseReserved(token.value, token);
      if (binds && this.loops > 0 && token.value === "loop") {
        throw syntaxError("'loop' is the loop's own variable and cannot be assigned in it", token);
      }
      return { typename: "Name", line: token.line, column: token.column, name: token.value };
    }
    const inner = this.nested(this.look(), () => this.parseTarget({ binds }));
    this.expectToken(")");
    return inner;
  }

  private refuseReserved(name: string, position: Position): void {
    if (reserved.has(name)) throw syntaxError(`'${name}' cannot be assigned`, position);
  }
}
