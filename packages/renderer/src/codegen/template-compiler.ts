import type {
  Assign,
  AssignBlock,
  Block,
  Body,
  CallBlock,
  FilterBlock,
  If,
  Include,
  Macro,
  Parameter,
  Print,
  Root,
  Target,
  TemplateText,
  With,
} from "../syntax/ast.js";
import { type Position, syntaxError } from "../syntax/syntax-error.js";
import { countOperations } from "./count-operations.js";
import { assignedNames, nameUse } from "./find-names.js";
import { literal } from "./literal.js";
import { LoopCompiler } from "./loop-compiler.js";
import { Scope } from "./scope.js";

const none: ReadonlySet<string> = new Set();

/** Statements to JavaScript. Each `compile…` is called by nunjucks' dispatcher, by the node's name. */
export class TemplateCompiler extends LoopCompiler {
  private rootScope = this.scope;

  /** The body of `function (r) { … }`, which returns the rendered text. */
  compileTemplate(root: Root): string {
    this.compile(root);
    return this.getCode();
  }

  compileRoot(root: Root): void {
    this.rootScope = this.scope;
    this._emitLine("function root(env, context, frame, r, cb) {");
    const declarations = this.codebuf.push("") - 1;
    this.buffer = "output";
    this._emitLine('let output = "";');
    this.declareAssigned(root.body, root);
    this.statements(root.body);
    this._emitLine("return r.finish(output);");
    this.codebuf[declarations] = this.contextDeclarations();
    this._emitLine("}\nreturn { root };");
  }

  protected override statements(body: Body): void {
    for (const statement of body) this.compile(statement);
  }

  protected override declareAssigned(body: Body, position: Position): void {
    for (const name of assignedNames(body)) {
      if (this.scope.own(name)) continue;
      const initial = this.initialValue(name, body, position);
      const variable = this._tmpid();
      this.line(`let ${variable} = ${initial};`);
      this.scope.define(name, { variable, certain: false });
    }
  }

  compileTemplateText({ text }: TemplateText): void {
    this.line(`${this.buffer} += ${literal(text)};`);
  }

  compilePrint({ expression }: Print): void {
    const code = this.expression(expression);
    const path = this.paths(expression);
    const site = this.siteOf(expression, path?.written, path?.concrete);
    this.line(`${this.buffer} += r.text(${code}, ${site});`);
  }

  compileIf({ branches, otherwise }: If): void {
    const tests = branches.map((branch) => this.truth(branch.test));
    for (const [index, branch] of branches.entries()) {
      this.line(`${index === 0 ? "" : "} else "}if (${tests[index]}) {`);
      this.statements(branch.body);
    }
    if (otherwise.length > 0) {
      this.line("} else {");
      this.statements(otherwise);
    }
    this.line("}");
  }

  compileAssign({ target, value }: Assign): void {
    const code = this.expression(value);
    if (target.typename === "Name") {
      this.assign(target, code);
      return;
    }
    const holder = this._tmpid();
    this.line(`const ${holder} = ${code};`);
    this.assign(target, holder);
  }

  private assign(target: Target, code: string): void {
    if (target.typename === "Name") {
      const binding = this.scope.own(target.name);
      if (!binding) throw new Error("an assigned name has no variable");
      this.line(`${binding.variable} = ${code};`);
    } else if (target.typename === "NamespaceTarget") {
      const { name, line, column } = target;
      const space = this.expression({ typename: "Name", name, line, column });
      const site = this.siteOf(target);
      this.line(`r.setMember(${space}, ${literal(target.member)}, ${code}, ${site});`);
    } else {
      const parts = this._tmpid();
      this.line(
        `const ${parts} = r.unpack(${code}, ${target.items.length}, ${this.siteOf(target)});`,
      );
      for (const [index, item] of target.items.entries()) this.assign(item, `${parts}[${index}]`);
    }
  }

  compileAssignBlock({ target, filter, body, line, column }: AssignBlock): void {
    const text = this.captured(body, { line, column });
    this.blockText = text;
    const value = filter
      ? this.expression(filter)
      : `r.made(${text}, ${this.siteOf({ line, column })})`;
    this.assign(target, value);
  }

  compileFilterBlock({ filter, body, line, column }: FilterBlock): void {
    this.blockText = this.captured(body, { line, column });
    const code = this.expression(filter);
    this.line(`${this.buffer} += r.blockText(${code}, ${this.siteOf({ line, column })});`);
  }

  /** Runs a body in its own scope into its own buffer; gives the buffer's variable. */
  private captured(body: Body, position: Position): string {
    const outer = this.buffer;
    const buffer = this._tmpid();
    this.line(`let ${buffer} = "";`);
    this.buffer = buffer;
    this.inScope(new Scope(this.scope), body, position);
    this.buffer = outer;
    return buffer;
  }

  private inScope(scope: Scope, body: Body, position: Position, prepare?: () => void): void {
    const outer = this.scope;
    this.line("{");
    this.scope = scope;
    prepare?.();
    this.declareAssigned(body, position);
    this.statements(body);
    this.scope = outer;
    this.line("}");
  }

  compileWith({ bindings, body, line, column }: With): void {
    const values = bindings.map(({ value }) => {
      const code = this.expression(value);
      const holder = this._tmpid();
      this.line(`const ${holder} = ${code};`);
      return holder;
    });
    this.inScope(new Scope(this.scope), body, { line, column }, () => {
      for (const [index, binding] of bindings.entries()) {
        this.bindTarget(binding.target, values[index] ?? "null");
      }
    });
  }

  compileBlock({ name, scoped, required, body, line, column }: Block): void {
    if (required) {
      const reason = `required block '${name}' not found: prompt templates have no 'extends' to fill it`;
      this.line(`r.fail("value", ${literal(reason)}, ${this.siteOf({ line, column })});`);
    }
    // As in Jinja2, a block sees the template's names, and a loop's only where it is `scoped`.
    this.inScope(new Scope(scoped ? this.scope : this.rootScope), body, { line, column });
  }

  compileInclude({ body, line, column }: Include): void {
    const outer = this.rootScope;
    const scope = new Scope(this.scope, true);
    this.rootScope = scope;
    this.inScope(scope, body, { line, column });
    this.rootScope = outer;
  }

  compileMacro(node: Macro): void {
    const code = this.macro(node.name, node.parameters, node.body);
    const binding = this.scope.own(node.name);
    if (!binding) throw new Error("a macro has no variable");
    this.line(`${binding.variable} = ${code}`);
    this.macroBody(node.parameters, node.body, node);
  }

  compileCallBlock({ call, parameters, body, line, column }: CallBlock): void {
    const position = { line, column };
    const caller = this._tmpid();
    this.line(`const ${caller} = ${this.macro("caller", parameters, body)}`);
    this.macroBody(parameters, body, position);
    const inner = this.call(call.callee, call.args, call);
    // The block travels as the keyword `caller`, which a template can name but not replace.
    const code = inner.replace(/, (\d+)\)$/u, `, $1, ${caller})`);
    this.line(`${this.buffer} += r.text(${code}, ${this.siteOf(call)});`);
  }

  /** The opening of a macro's value; `macroBody` writes the rest. */
  private macro(name: string, parameters: readonly Parameter[], body: Body): string {
    const defaults = parameters.flatMap(({ fallback }) => fallback ?? []);
    const uses = (word: string) => nameUse(body, word, none) !== "none";
    const settings = [
      literal(name),
      JSON.stringify(parameters.map((parameter) => parameter.name)),
      JSON.stringify(parameters.map((parameter) => parameter.fallback !== null)),
      JSON.stringify({ varargs: uses("varargs"), kwargs: uses("kwargs"), caller: uses("caller") }),
      countOperations(body, defaults),
    ];
    return `r.macro(${settings.join(", ")}, (a, x) => {`;
  }

  private macroBody(parameters: readonly Parameter[], body: Body, position: Position): void {
    const caller = parameters.find(({ name }) => name === "caller");
    if (caller?.fallback === null && nameUse(body, "caller", none) !== "none") {
      throw syntaxError("the parameter 'caller' is left out, or has a default", position);
    }
    const outer = { scope: this.scope, buffer: this.buffer };
    this.scope = new Scope(this.scope);
    this.buffer = this._tmpid();
    this.line(`let ${this.buffer} = "";`);
    for (const word of ["varargs", "kwargs", "caller"]) {
      if (nameUse(body, word, none) !== "none") {
        this.scope.define(word, { variable: `x.${word}`, certain: true });
      }
    }
    for (const [index, parameter] of parameters.entries()) {
      const variable = this._tmpid();
      this.line(`let ${variable} = a[${index}];`);
      if (parameter.fallback) {
        const fallback = this.expression(parameter.fallback);
        this.line(`if (${variable} === undefined) ${variable} = ${fallback};`);
      }
      this.scope.define(parameter.name, { variable, certain: true });
    }
    this.declareAssigned(body, position);
    this.statements(body);
    this.line(`return ${this.buffer};`);
    this.line("});");
    this.scope = outer.scope;
    this.buffer = outer.buffer;
  }
}
