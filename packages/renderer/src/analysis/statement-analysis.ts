import type { Body, For, If, Macro, Parameter, Statement, Target } from "../syntax/ast.js";
import { type AbstractValue, elementOf, unknownValue } from "./abstract-value.js";
import { ExpressionAnalysis } from "./expression-analysis.js";

/** Walks statements: branches, loops and scopes decide how strongly a template needs a path. */
export class StatementAnalysis extends ExpressionAnalysis {
  visitBody(body: Body): void {
    for (const statement of body) this.visitStatement(statement);
  }

  private visitStatement(statement: Statement): void {
    switch (statement.typename) {
      case "TemplateText":
        return;
      case "Print":
        this.visit(statement.expression, "printable");
        return;
      case "If":
        this.visitIf(statement);
        return;
      case "For":
        this.visitFor(statement);
        return;
      case "Assign":
        this.bind(statement.target, this.visit(statement.value, "any"));
        return;
      case "AssignBlock":
        this.inScope(() => this.visitBody(statement.body));
        if (statement.filter) this.visit(statement.filter, "any");
        this.bind(statement.target, unknownValue);
        return;
      case "With": {
        const values = statement.bindings.map(({ value }) => this.visit(value, "any"));
        this.inScope(() => {
          for (const [index, { target }] of statement.bindings.entries()) {
            this.bind(target, values[index] ?? unknownValue);
          }
          this.visitBody(statement.body);
        });
        return;
      }
      case "FilterBlock":
        this.inScope(() => this.visitBody(statement.body));
        this.visit(statement.filter, "any");
        return;
      case "Macro":
        this.visitMacro(statement);
        return;
      case "CallBlock":
        this.visit(statement.call, "printable");
        this.visitParameters(statement.parameters, statement.body);
        return;
      case "Block":
        this.inScope(() => this.visitBody(statement.body));
        return;
    }
  }

  private inScope(run: () => void): void {
    this.scopes.push(new Map());
    run();
    this.scopes.pop();
  }

  private bind(target: Target, value: AbstractValue): void {
    if (target.typename === "Name") this.scopes.at(-1)?.set(target.name, value);
    if (target.typename !== "TupleTarget") return;
    for (const [index, item] of target.items.entries()) {
      const part = value.kind === "tuple" ? value.items[index] : elementOf(value);
      this.bind(item, part ?? unknownValue);
    }
  }

  private visitIf({ branches, otherwise }: If): void {
    const missed: string[] = [];
    for (const [index, { test, body }] of branches.entries()) {
      if (index === 0) this.visit(test, "any");
      else this.branch(missed, () => this.visit(test, "any"));
      this.branch([...missed, ...this.presentWhen(test, true)], () => this.visitBody(body));
      missed.push(...this.presentWhen(test, false));
    }
    this.branch(missed, () => this.visitBody(otherwise));
  }

  private visitFor(node: For): void {
    const value = this.visit(node.iterable, "iterable");
    const element = elementOf(value);
    this.branch([], () =>
      this.inScope(() => {
        this.bind(node.target, element);
        this.scopes.at(-1)?.set("loop", unknownValue);
        const { condition } = node;
        if (condition) this.visit(condition, "any");
        const present = condition ? this.presentWhen(condition, true) : [];
        this.branch(present, () => this.visitBody(node.body));
      }),
    );
    this.branch([], () => this.inScope(() => this.visitBody(node.otherwise)));
  }

  private visitMacro({ name, parameters, body }: Macro): void {
    this.scopes.at(-1)?.set(name, unknownValue);
    this.visitParameters(parameters, body);
  }

  /** A macro's body may run or not, with values that the analysis does not follow. */
  private visitParameters(parameters: readonly Parameter[], body: Body): void {
    this.branch([], () =>
      this.inScope(() => {
        for (const name of ["varargs", "kwargs", "caller"]) {
          this.scopes.at(-1)?.set(name, unknownValue);
        }
        for (const { name, fallback } of parameters) {
          if (fallback) this.visit(fallback, "any");
          this.scopes.at(-1)?.set(name, unknownValue);
        }
        this.visitBody(body);
      }),
    );
  }
}
