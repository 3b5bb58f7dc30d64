export type Kind = "text" | "number" | "product" | "products" | "any";

export interface Bound {
  readonly name: string;
  readonly kind: Kind;
}

/** Writes random expressions; what they are is read off a tape. */
export class RandomExpression {
  private position = 0;
  private names = 0;
  private readonly tape: readonly number[];

  constructor(tape: readonly number[]) {
    this.tape = tape;
  }

  protected pick<Choice>(...choices: readonly (() => Choice)[]): Choice {
    const number = this.tape[this.position] ?? 0;
    this.position += 1;
    const choice = choices[number % choices.length];
    if (!choice) throw new Error("nothing to choose from");
    return choice();
  }

  protected fresh(): string {
    this.names += 1;
    return `v${this.names}`;
  }

  protected printed(known: readonly Bound[], depth: number): string {
    return this.pick(
      () => this.text(known, depth),
      () => this.number(known, depth),
      () => this.condition(known, depth),
      () => `${this.products(known, depth)} | map(attribute='name') | join`,
      () => `${this.products(known, depth)} | join(',', attribute='name')`,
      () => `${this.product(known, depth)} | tojson`,
      () => `[${this.text(known, 1)}, ${this.text(known, 1)}]`,
      () => `${this.product(known, depth)}[${this.key(known)}]`,
    );
  }

  protected key(known: readonly Bound[]): string {
    return this.pick(
      () => "'name'",
      () => `'name' if ${this.condition(known, 0)} else 'price'`,
    );
  }

  protected text(known: readonly Bound[], depth: number): string {
    const names = known
      .filter(({ kind }) => kind === "text")
      .map(
        ({ name }) =>
          () =>
            name,
      );
    const leaves = [() => "'lit'", () => "title", () => "note", () => "main.name", ...names];
    if (depth === 0) return this.pick(...leaves);
    const text = () => this.text(known, depth - 1);
    return this.pick(
      ...leaves,
      () => `${this.product(known, depth - 1)}.name`,
      () => `(${text()} | upper)`,
      () => `(${text()} | default(${text()}))`,
      () => `(${text()} | default(${text()}, true))`,
      () => `(${text()} or ${text()})`,
      () => `(${text()} and ${text()})`,
      () => `(${text()} if ${this.condition(known, depth - 1)} else ${text()})`,
      () => `(${text()} if ${this.condition(known, depth - 1)})`,
      () => `(${text()} ~ ${text()})`,
      () => `(${text()}).upper()`,
      () => `main.get('note', ${text()})`,
      () => `[${text()}, ${text()}][${this.number(known, 0)} % 2]`,
      () => `{'a': ${text()}, 'b': ${text()}}['a']`,
      () => `'%s' % (${text()})`,
      () => `'{}'.format(${text()})`,
    );
  }

  protected number(known: readonly Bound[], depth: number): string {
    const names = known
      .filter(({ kind }) => kind === "number")
      .map(
        ({ name }) =>
          () =>
            name,
      );
    const leaves = [() => "1", () => "count", () => "main.price", ...names];
    if (depth === 0) return this.pick(...leaves);
    return this.pick(
      ...leaves,
      () => `${this.product(known, depth - 1)}.price`,
      () => `(${this.number(known, depth - 1)} + ${this.number(known, depth - 1)})`,
      () => `(${this.products(known, depth - 1)} | sum(attribute='price'))`,
      () => `(${this.products(known, depth - 1)} | list | length)`,
      () => `(${this.number(known, depth - 1)} | round)`,
    );
  }

  protected product(known: readonly Bound[], depth: number): string {
    const names = known
      .filter(({ kind }) => kind === "product")
      .map(
        ({ name }) =>
          () =>
            name,
      );
    if (depth === 0) return this.pick(() => "main", ...names, ...names);
    return this.pick(
      () => "main",
      ...names,
      ...names,
      () => "products[0]",
      () => `(${this.products(known, depth - 1)} | first)`,
      () => `(${this.products(known, depth - 1)} | last)`,
      () => `(${this.product(known, depth - 1)} or ${this.product(known, depth - 1)})`,
      () => `(main if ${this.condition(known, depth - 1)} else ${this.product(known, depth - 1)})`,
      () =>
        `(${this.product(known, depth - 1)} | default({'name': 'n', 'price': 1, 'note': none}))`,
      () => "shelf['left']",
      () => "shelf.get('left', main)",
      () => "dict(main)",
      () => "{'kind': 'a', 'name': title, 'price': count, 'note': note}",
    );
  }

  protected products(known: readonly Bound[], depth: number): string {
    const names = known
      .filter(({ kind }) => kind === "products")
      .map(
        ({ name }) =>
          () =>
            name,
      );
    if (depth === 0) return this.pick(() => "products", ...names);
    const list = () => this.products(known, depth - 1);
    return this.pick(
      () => "products",
      ...names,
      () => `(${list()} | sort(attribute='name'))`,
      () => `(${list()} | reverse | list)`,
      () => `(${list()} | selectattr('note', 'defined') | list)`,
      () => `(${list()} | selectattr('price') | list)`,
      () => `(${list()} | rejectattr('note', 'undefined') | list)`,
      () => `(${list()} | list)[1:]`,
      () => `[${this.product(known, depth - 1)}, main]`,
      () => `(${list()} + ${list()})`,
      () => `(${list()} | list if ${this.condition(known, depth - 1)} else ${list()} | list)`,
      () => "shelf.values() | list",
    );
  }

  protected condition(known: readonly Bound[], depth: number): string {
    const items = known.filter(({ kind }) => kind === "product").map(({ name }) => name);
    const flags = known
      .filter(({ kind }) => kind === "any")
      .map(
        ({ name }) =>
          () =>
            name,
      );
    const subject = () =>
      this.pick(
        () => "title",
        () => "note",
        () => "main",
        () => "main.name",
        () => "main.note",
        ...items.flatMap((name) => [() => `${name}.note`, () => `${name}.name`]),
      );
    const test = () =>
      `${subject()} is ${this.pick(
        () => "defined",
        () => "not defined",
        () => "undefined",
        () => "none",
        () => "not none",
        () => "string",
        () => "not string",
      )}`;
    const leaves = [
      () => "flag",
      subject,
      test,
      test,
      () => `${subject()} == 'lit'`,
      () => `'note' in main`,
      () => `'left' in shelf`,
      () => `title in ['a', 'lit']`,
      ...flags,
    ];
    if (depth === 0) return this.pick(...leaves);
    return this.pick(
      ...leaves,
      () => `(${this.condition(known, depth - 1)} and ${this.condition(known, depth - 1)})`,
      () => `(${this.condition(known, depth - 1)} or ${this.condition(known, depth - 1)})`,
      () => `not (${this.condition(known, depth - 1)})`,
      () => `0 < ${this.number(known, 0)} < 3`,
    );
  }
}
