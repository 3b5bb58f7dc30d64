import type { SeededRandom } from "../../test/run/seeded-random.ts";
import { quote } from "./quote-literal.ts";
import { randomFloat, randomInteger, randomText } from "./random-context.ts";
import type { Shape, ShapeKind, Variable } from "./shape.ts";

/** Writes one form of expression, from parts that are at most `depth` deep. */
export type Form = (writer: ExpressionWriter, depth: number) => string;

/** The forms of each kind of value. */
export type ExpressionForms = Readonly<Record<ShapeKind, readonly Form[]>>;

interface Path {
  readonly code: string;
  readonly shape: Shape;
}

/** How often an expression is written that does not fit: an absent name, or another kind of value. */
const absentChance = 0.012;
const misfitChance = 0.015;

/** Writes random expressions over the names in scope. */
export class ExpressionWriter {
  readonly random: SeededRandom;
  /** Names in scope, innermost last. */
  readonly scope: Variable[];
  /** Whether `loop` exists where the writer stands. */
  loops = 0;
  private readonly forms: ExpressionForms;

  constructor(random: SeededRandom, scope: readonly Variable[], forms: ExpressionForms) {
    this.random = random;
    this.forms = forms;
    this.scope = [...scope];
  }

  /** Runs with further names in scope. */
  within<Result>(variables: readonly Variable[], run: () => Result): Result {
    const { length } = this.scope;
    this.scope.push(...variables);
    const result = run();
    this.scope.length = length;
    return result;
  }

  text(depth: number): string {
    return this.ofKind("text", depth);
  }

  number(depth: number): string {
    return this.ofKind(this.random.chance(0.7) ? "integer" : "float", depth);
  }

  boolean(depth: number): string {
    return this.ofKind("boolean", depth);
  }

  list(depth: number): string {
    return this.ofKind("list", depth);
  }

  mapping(depth: number): string {
    return this.ofKind("dict", depth);
  }

  any(depth: number): string {
    const kinds = ["text", "text", "integer", "float", "boolean", "list", "dict", "none"] as const;
    return this.ofKind(this.random.pick(kinds), depth);
  }

  /** An expression in parentheses where it is not a plain chain. */
  operand(code: string): string {
    return /^[\w.'[\]]+$/u.test(code) && !/^[\d'.]/u.test(code) ? code : `(${code})`;
  }

  private ofKind(kind: ShapeKind, depth: number): string {
    const { random } = this;
    if (random.chance(absentChance)) return this.absent();
    if (random.chance(misfitChance)) return this.any(Math.max(0, depth - 1));
    const paths = this.paths().filter(({ shape }) => shape.kind === kind);
    if (paths.length > 0 && random.chance(depth === 0 ? 0.7 : 0.3)) return random.pick(paths).code;
    return depth === 0 ? this.literal(kind) : random.pick(this.forms[kind])(this, depth - 1);
  }

  /** Every path that the scope knows, with a first and a last item of each list. */
  paths(): readonly Path[] {
    return this.scope.flatMap(({ name, shape }) => this.expand({ code: name, shape }));
  }

  private expand(path: Path): readonly Path[] {
    const { code, shape } = path;
    if (shape.kind === "list") {
      const index = this.random.pick(["[0]", "[0]", "[-1]", "[1]", " | first", " | last"]);
      const item = index.startsWith("[") ? `${code}${index}` : `(${code}${index})`;
      return [path, ...this.expand({ code: item, shape: shape.of })];
    }
    if (shape.kind === "dict") {
      const access = this.random.pick([".k1", "['k2']", ".get('name')", ".get('zz', 'none')"]);
      return [path, ...this.expand({ code: `${code}${access}`, shape: shape.of })];
    }
    if (shape.kind !== "record") return [path];
    const members = shape.members.flatMap((member) => {
      const access = this.random.chance(0.8) ? `.${member.name}` : `['${member.name}']`;
      return this.expand({ code: `${code}${access}`, shape: member.shape });
    });
    return [path, ...members];
  }

  private absent(): string {
    const { random } = this;
    const missing = random.pick(["missing", "nope"]);
    const holders = this.paths().filter(({ shape }) => shape.kind !== "none");
    if (random.chance(0.4) || holders.length === 0) return missing;
    const { code, shape } = random.pick(holders);
    return shape.kind === "list" ? `${code}[99]` : `${code}.${missing}`;
  }

  literal(kind: ShapeKind): string {
    const { random } = this;
    switch (kind) {
      case "text":
        return quote(randomText(random), random.chance(0.2));
      case "integer":
        return String(Math.abs(randomInteger(random)) % 1000);
      case "float":
        return random.chance(0.3)
          ? `${random.integer(0, 50)}.0`
          : String(Math.abs(randomFloat(random)) % 1000);
      case "boolean":
        return random.pick(["true", "false", "True", "False"]);
      case "none":
        return random.pick(["none", "None"]);
      case "list":
        return `[${random.list(0, 3, () => this.literal(random.pick(["text", "integer"] as const))).join(", ")}]`;
      case "dict":
      case "record":
        return `{${random.list(0, 2, () => `${quote(random.pick(["k1", "k2", "name"]), false)}: ${this.literal("integer")}`).join(", ")}}`;
    }
  }
}
