import type { SeededRandom } from "../../test/run/seeded-random.ts";
import { type ExpressionForms, ExpressionWriter } from "./expression-writer.ts";
import type { Variable } from "./shape.ts";

/** Writes one form of statement, with bodies that are at most `depth` deep. */
export type StatementForm = (writer: BodyWriter, depth: number) => string;

const plainTexts = [
  ...[
    "Hello ",
    "\n",
    " ",
    "x",
    "- ",
    ": ",
    "  indented\n",
    "\n\n",
    "日本",
    "a } b ",
    "# head\n",
    "100 % ",
  ],
  ...["Use C#} here ", "{ not a tag }", "\r\n", "\t", "€5 ", "\\n "],
];

/** White space, and comments with their signs, as they stand beside tags. */
const spaces = [
  ...["\n", "\n\n", "  ", "\n  ", "\t", " \n ", "\r\n  ", "\u00a0", "\n\u3000", "x\n", "\v\n"],
  ...[
    "{# c #}",
    "{#- c -#}",
    "{#+ c +#}",
    "{#-#}",
    "{#+#}",
    "{##}",
    "  {# c #}\n",
    "\n {# c\n #}\n",
  ],
  ...[
    "{% raw %}\n a \n{% endraw %}",
    " {%+ raw -%} \n b\n {%- endraw +%}\n",
    "{% raw %}\n  {%+ endraw %}\n",
  ],
];

/** Writes random statements: the body of a template or of a block. */
export class BodyWriter extends ExpressionWriter {
  private names = 0;
  private readonly statements: readonly StatementForm[];
  /** The partials that may be included; with any list, white space stands where it may matter. */
  included: readonly string[] | null = null;

  constructor(
    random: SeededRandom,
    scope: readonly Variable[],
    forms: ExpressionForms,
    statements: readonly StatementForm[],
  ) {
    super(random, scope, forms);
    this.statements = statements;
  }

  body(depth: number, most = 3): string {
    return this.random.list(1, most, () => this.statement(depth)).join("");
  }

  private statement(depth: number): string {
    const { random } = this;
    if (this.included !== null && random.chance(0.3)) return random.pick(spaces);
    if (random.chance(0.25)) return random.pick(plainTexts);
    if (this.included !== null && this.included.length > 0 && random.chance(0.2)) {
      return this.block(`include "${random.pick(this.included)}"`);
    }
    if (depth === 0 || random.chance(0.45)) return this.print();
    return random.pick(this.statements)(this, depth - 1);
  }

  print(): string {
    const depth = this.random.pick([0, 1, 1, 2, 2, 3]);
    return this.tag("{{", this.printed(depth), "}}");
  }

  private printed(depth: number): string {
    const { random } = this;
    if (random.chance(0.12))
      return `${this.operand(this.any(depth))} | ${random.pick(["tojson", "tojson(indent=2)", "pprint", "e", "xmlattr", "json_free"]).replace("json_free", "string")}`;
    if (random.chance(0.05)) return `${this.text(depth)} if ${this.boolean(depth)}`;
    return random.chance(0.5) ? this.text(depth) : this.any(depth);
  }

  /** A tag with random whitespace control. */
  tag(open: "{{" | "{%", inside: string, close: "}}" | "%}"): string {
    const { random } = this;
    const start = random.chance(0.12) ? "-" : open === "{%" && random.chance(0.03) ? "+" : "";
    const end = random.chance(0.12) ? "-" : close === "%}" && random.chance(0.03) ? "+" : "";
    // A dict literal's brace beside the tag's own would be read as another tag.
    return `${open}${start} ${inside} ${end}${close}`;
  }

  block(inside: string): string {
    return this.tag("{%", inside, "%}");
  }

  fresh(prefix: string): string {
    this.names += 1;
    return `${prefix}${this.names}`;
  }
}
