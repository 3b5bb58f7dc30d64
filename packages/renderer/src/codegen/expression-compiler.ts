import { compiler } from "#nunjucks";
import type { TemplateLibrary } from "../library/template-library.js";
import type {
  Body,
  CallArguments,
  Compare,
  Expression,
  FilterCall,
  Item,
  Member,
  Name,
  TestCall,
} from "../syntax/ast.js";
import type { Position } from "../syntax/syntax-error.js";
import type { PathTemplate } from "../values/path-template.js";
import type { Site } from "../values/render-state.js";
import { checkName, checkNamedArgument } from "./check-named.js";
import { argumentExpressions } from "./find-names.js";
import { firstUse } from "./first-use.js";
import { literal } from "./literal.js";
import { loopMembers } from "./loop-members.js";
import { type Binding, Scope } from "./scope.js";
import { fixedIndex, type WrittenPath, writtenPath } from "./written-path.js";

const empty = "r.noKeywords";

function isConstant(args: CallArguments): boolean {
  const constant = ["TextLiteral", "NumberLiteral", "Constant"];
  return argumentExpressions(args).every(({ typename }) => constant.includes(typename));
}

/** nunjucks' compiler, with expressions that become straight-line code over the runtime `r`. */
export class ExpressionCompiler extends compiler.Compiler {
  readonly sites: Site[] = [{ line: 1, column: 1 }];
  readonly usedFilters = new Set<string>();
  readonly usedFunctions = new Set<string>();
  protected scope = new Scope(null);
  /** The variable whose text a filter block's first filter receives. */
  protected blockText = '""';
  private readonly contextVariables = new Map<string, string>();
  private temporaries: string[] = [];

  protected readonly library: TemplateLibrary;

  constructor(library: TemplateLibrary) {
    super("", true);
    this.library = library;
  }

  /** Emits a line, after the declarations of the temporaries that its expressions need. */
  protected line(code: string): void {
    if (this.temporaries.length > 0) this._emitLine(`let ${this.temporaries.join(", ")};`);
    this.temporaries = [];
    this._emitLine(code);
  }

  protected temporary(): string {
    const name = this._tmpid();
    this.temporaries.push(name);
    return name;
  }

  protected contextDeclarations(): string {
    const variables = [...this.contextVariables.values()];
    return variables.length === 0 ? "" : `let ${variables.join(", ")};\n`;
  }

  protected siteOf({ line, column }: Position, path?: string, concrete?: PathTemplate): number {
    return this.sites.push({ line, column, path, concrete }) - 1;
  }

  protected expression(node: Expression): string {
    switch (node.typename) {
      case "TextLiteral":
        return literal(node.value);
      case "NumberLiteral":
        return node.float ? `r.float(${node.value})` : String(node.value);
      case "Constant":
        return String(node.value);
      case "Name":
        return this.name(node);
      case "ListLiteral":
        return `r.list([${this.expressions(node.items)}])`;
      case "TupleLiteral":
        return `r.tuple([${this.expressions(node.items)}])`;
      case "DictLiteral":
        return `r.dict([${this.expressions(node.pairs.flat())}], ${this.siteOf(node)})`;
      case "Member":
        return this.member(node);
      case "Item":
        return this.item(node);
      case "Slice": {
        const bounds = [node.start, node.stop, node.step].map((bound) => this.optional(bound));
        return `r.slice(${this.expression(node.target)}, ${bounds.join(", ")}, ${this.siteOf(node)})`;
      }
      case "Call":
        return this.call(node.callee, node.args, node);
      case "FilterCall":
        return this.filter(
          node,
          node.target === null ? this.blockText : this.expression(node.target),
        );
      case "TestCall":
        return this.test(node);
      default:
        return this.operation(node);
    }
  }

  private operation(node: Expression): string {
    const site = this.siteOf(node);
    switch (node.typename) {
      case "Unary":
        return `r.signed(${literal(node.operator)}, ${this.expression(node.operand)}, ${site})`;
      case "Binary": {
        const operands = `${this.expression(node.left)}, ${this.expression(node.right)}`;
        return `r.calculate(${literal(node.operator)}, ${operands}, ${site})`;
      }
      case "Compare":
        return this.compare(node);
      case "Not":
        return `!${this.truth(node.operand)}`;
      case "Logic": {
        const left = this.temporary();
        const test = `r.truth(${left} = ${this.expression(node.left)}, ${site})`;
        const right = this.expression(node.right);
        return node.operator === "and"
          ? `(${test} ? ${right} : ${left})`
          : `(${test} ? ${left} : ${right})`;
      }
      case "Concat":
        return `r.concat([${this.expressions(node.parts)}], ${site})`;
      case "Conditional": {
        const otherwise =
          node.otherwise === null ? `r.noElse(${site})` : this.expression(node.otherwise);
        return `(${this.truth(node.test)} ? ${this.expression(node.value)} : ${otherwise})`;
      }
      default:
        throw new Error(`no code for ${node.typename}`);
    }
  }

  protected expressions(nodes: readonly Expression[]): string {
    return nodes.map((node) => this.expression(node)).join(", ");
  }

  private optional(node: Expression | null): string {
    return node === null ? "null" : this.expression(node);
  }

  /** A condition as a JavaScript boolean. */
  protected truth(node: Expression): string {
    const code = this.expression(node);
    if (node.typename === "Compare" || node.typename === "Not" || node.typename === "TestCall") {
      return code;
    }
    return `r.truth(${code}, ${this.siteOf(node)})`;
  }

  private name(node: Name): string {
    const loop = node.name === "loop" ? this.scope.findLoop() : null;
    if (loop?.object) return loop.object;
    const binding = this.scope.find(node.name);
    if (binding === undefined) return this.contextName(node);
    const { variable, certain, isIncluders } = binding;
    if (certain) return variable;
    const absent =
      isIncluders === true
        ? this.contextName(node)
        : `r.missing(${this.siteOf(node, node.name, [node.name])})`;
    return `(${variable} === undefined ? ${absent} : ${variable})`;
  }

  private contextName(node: Name): string {
    const place = this.siteOf(node, node.name, [node.name]);
    const variable = this.contextVariable(node.name);
    const read = `(${variable} = r.name(${literal(node.name)}, ${place}))`;
    return `(${variable} === undefined && ${read} === undefined ? r.missing(${place}) : ${variable})`;
  }

  private contextVariable(name: string): string {
    this.noteFunction(name);
    const known = this.contextVariables.get(name);
    if (known !== undefined) return known;
    const variable = this._tmpid();
    this.contextVariables.set(name, variable);
    return variable;
  }

  /** What a name holds when a scope begins; undefined in JavaScript's sense where it is absent. */
  protected initialValue(name: string, body: Body, position: Position): string {
    const outer = this.scope.find(name);
    if (outer !== undefined && !this.scope.isIncluded) {
      return outer.isIncluders === true ? this.orContext(outer, name, position) : outer.variable;
    }
    // As in Jinja2, a name that its scope sets first hides the context's from the start.
    if (firstUse(body, name) === "set") return "undefined";
    return outer === undefined
      ? this.fromContext(name, position)
      : this.orContext(outer, name, position);
  }

  private orContext({ variable, certain }: Binding, name: string, position: Position): string {
    if (certain) return variable;
    return `(${variable} === undefined ? ${this.fromContext(name, position)} : ${variable})`;
  }

  private fromContext(name: string, position: Position): string {
    this.noteFunction(name);
    return `r.name(${literal(name)}, ${this.siteOf(position, name, [name])})`;
  }

  private noteFunction(name: string): void {
    if (this.library.functions.has(name)) this.usedFunctions.add(name);
  }

  private member(node: Member): string {
    const { target, name } = node;
    const loop =
      target.typename === "Name" && target.name === "loop" ? this.scope.findLoop() : null;
    const inline = Object.hasOwn(loopMembers, name) ? loopMembers[name] : undefined;
    if (loop && inline) return inline(loop.index, loop.length);
    const path = this.paths(node);
    const site = this.siteOf(node, path?.written, path?.concrete);
    return `r.member(${this.expression(target)}, ${literal(name)}, ${site})`;
  }

  private item(node: Item): string {
    const path = writtenPath(node, this.scope, true);
    const site = this.siteOf(node, path?.written, path?.concrete);
    const fixed = fixedIndex(node.index) !== undefined;
    const read = `${this.expression(node.target)}, ${this.expression(node.index)}, ${site}`;
    return `r.item(${read}, ${!fixed})`;
  }

  protected paths(node: Expression): WrittenPath | undefined {
    return writtenPath(node, this.scope);
  }

  protected call(callee: Expression, args: CallArguments, position: Position): string {
    const values = this.callArguments(args, position);
    const name = callee.typename === "Member" ? callee.name : null;
    if (callee.typename === "Member" && name !== null) {
      const path = this.paths(callee);
      const site = this.siteOf(position, path?.written, path?.concrete);
      const target = this.expression(callee.target);
      // As in Jinja2, an absent target is raised before the arguments are computed.
      const present = isConstant(args) ? target : `r.present(${target})`;
      return `r.callMember(${present}, ${literal(name)}, ${values}, ${site})`;
    }
    return `r.call(${this.expression(callee)}, ${values}, ${this.siteOf(position)})`;
  }

  protected callArguments(args: CallArguments, position: Position): string {
    const { positional, keywords, spread, spreadKeywords } = args;
    let list = `[${this.expressions(positional)}]`;
    if (spread) list = `r.spread(${list}, ${this.expression(spread)}, ${this.siteOf(position)})`;
    const pairs = keywords.map(({ name, value }) => `${literal(name)}, ${this.expression(value)}`);
    let named = pairs.length === 0 ? empty : `r.keywords([${pairs.join(", ")}])`;
    if (spreadKeywords) {
      const extra = this.expression(spreadKeywords);
      named = `r.spreadKeywords(${named}, ${extra}, ${this.siteOf(position)})`;
    }
    return `${list}, ${named}`;
  }

  /** Code that applies a filter, and those under it, to the value that `value` computes. */
  protected filter(node: FilterCall, value: string): string {
    checkName(node.name, "filter", this.library, node);
    const named = checkNamedArgument(node, this.library);
    if (named !== null) this.usedFilters.add(named);
    this.usedFilters.add(node.name);
    const args = this.callArguments(node.args, node);
    return `r.filter(${literal(node.name)}, ${value}, ${args}, ${this.siteOf(node)})`;
  }

  private test(node: TestCall): string {
    checkName(node.name, "test", this.library, node);
    const value = this.expression(node.target);
    const args = this.callArguments(node.args, node);
    const code = `r.test(${literal(node.name)}, ${value}, ${args}, ${this.siteOf(node)})`;
    return node.negated ? `!${code}` : code;
  }

  private compare(node: Compare): string {
    let left = this.expression(node.left);
    const parts = node.rest.map(({ operator, right }, index) => {
      const last = index === node.rest.length - 1;
      const holder = last ? "" : this.temporary();
      const value = this.expression(right);
      const operand = last ? value : `${holder} = ${value}`;
      const site = this.siteOf(right);
      const code = `r.compare(${literal(operator)}, ${left}, ${operand}, ${site})`;
      left = holder;
      return code;
    });
    return parts.length === 1 ? (parts[0] ?? "false") : `(${parts.join(" && ")})`;
  }
}
