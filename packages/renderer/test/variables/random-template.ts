import { type Bound, type Kind, RandomExpression } from "./random-expression.js";

/**
 * Writes a random template over the context of `sample-context.ts`. The tape decides everything, so that
 * a shorter tape of smaller numbers gives a simpler template.
 */
export class RandomTemplate extends RandomExpression {
  write(): string {
    return this.body([], 3);
  }

  private body(bound: readonly Bound[], depth: number): string {
    const known = [...bound];
    const count = this.pick(
      () => 1,
      () => 2,
      () => 3,
    );
    return Array.from({ length: count }, () => this.statement(known, depth)).join("");
  }

  private statement(known: Bound[], depth: number): string {
    const print = () => `{{ ${this.printed(known, 2)} }}`;
    if (depth === 0) return print();
    const inner = (more: readonly Bound[] = []) => this.body([...known, ...more], depth - 1);
    return this.pick(
      print,
      print,
      () => `{% if ${this.condition(known, 2)} %}${inner()}{% endif %}`,
      () => `{% if ${this.condition(known, 2)} %}${inner()}{% else %}${inner()}{% endif %}`,
      () =>
        `{% if ${this.condition(known, 1)} %}${inner()}{% elif ${this.condition(known, 1)} %}${inner()}{% else %}${inner()}{% endif %}`,
      () => this.loop(known, depth),
      () => this.assign(known),
      () => this.conditionalAssign(known),
      () => this.macro(known, depth),
      () => this.withTag(known, depth),
    );
  }

  private loop(known: readonly Bound[], depth: number): string {
    const name = this.fresh();
    const item: Bound = { name, kind: "product" };
    const condition = this.pick(
      () => "",
      () => ` if ${this.condition([...known, item], 1)}`,
    );
    const body = this.body([...known, item], depth - 1);
    return this.pick(
      () => `{% for ${name} in ${this.products(known, 2)}${condition} %}${body}{% endfor %}`,
      () => `{% for k, ${name} in shelf.items() %}${body}{% endfor %}`,
      () => `{% for k in shelf %}{% set ${name} = shelf[k] %}${body}{% endfor %}`,
      () => `{% for ${name} in shelf.values() %}${body}{% else %}none{% endfor %}`,
      () =>
        `{% for g in ${this.products(known, 1)} | groupby('kind') %}{{ g.grouper }}{% for ${name} in g.list %}${body}{% endfor %}{% endfor %}`,
      () =>
        `{% for b in ${this.products(known, 1)} | batch(2) %}{% for ${name} in b %}${body}{% endfor %}{% endfor %}`,
    );
  }

  private assign(known: Bound[]): string {
    const name = this.fresh();
    const [kind, value] = this.value(known);
    known.push({ name, kind });
    return `{% set ${name} = ${value} %}`;
  }

  /** Assigns a name of the context on one branch only. */
  private conditionalAssign(known: readonly Bound[]): string {
    return this.pick(
      () => `{% if ${this.condition(known, 1)} %}{% set title = 'set' %}{% endif %}`,
      () => `{% if title is not defined %}{% set title = ${this.text(known, 1)} %}{% endif %}`,
      () => `{% set title = title | default(${this.text(known, 1)}) %}`,
      () => `{% if ${this.condition(known, 1)} %}{% set main = products[0] %}{% endif %}`,
    );
  }

  private value(known: readonly Bound[]): readonly [Kind, string] {
    return this.pick<readonly [Kind, string]>(
      () => ["product", this.product(known, 2)],
      () => ["text", this.text(known, 2)],
      () => ["products", this.products(known, 2)],
      () => ["any", this.condition(known, 1)],
      () => ["number", this.number(known, 1)],
    );
  }

  private macro(known: readonly Bound[], depth: number): string {
    const name = this.fresh();
    const parameter: Bound = { name: this.fresh(), kind: "product" };
    const second: Bound = { name: this.fresh(), kind: "text" };
    const body = this.body([...known, parameter, second], depth - 1);
    const fallback = this.text(known, 1);
    const open = `{% macro ${name}(${parameter.name}, ${second.name}=${fallback}) %}${body}`;
    const call = this.pick(
      () => `{{ ${name}(${this.product(known, 1)}) }}`,
      () => `{{ ${name}(${this.product(known, 1)}, ${this.text(known, 1)}) }}`,
      () => `{{ ${name}(${second.name}=${this.text(known, 1)}, ${parameter.name}=main) }}`,
      () => `{% call ${name}(main) %}${this.body(known, 0)}{% endcall %}`,
      () => `{% if ${this.condition(known, 1)} %}{{ ${name}(main) }}{% endif %}`,
      () => "",
    );
    const caller = call.startsWith("{% call") ? "{{ caller() }}" : "";
    return `${open}${caller}{% endmacro %}${call}`;
  }

  private withTag(known: readonly Bound[], depth: number): string {
    const name = this.fresh();
    const body = this.body([...known, { name, kind: "product" }], depth - 1);
    return this.pick(
      () => `{% with ${name} = ${this.product(known, 2)} %}${body}{% endwith %}`,
      () => `{% filter upper %}${this.body(known, 0)}{% endfilter %}`,
      () => `{% set ${name} %}${this.body(known, 0)}{% endset %}{{ ${name} }}`,
    );
  }
}
