import type { ExpressionWriter, Form } from "../expression-writer.ts";
import { quote } from "../quote-literal.ts";

const plainFilters = [
  ...["upper", "lower", "title", "capitalize", "trim", "string", "striptags", "urlencode"],
  ...[
    "forceescape | string",
    "wordwrap(10)",
    "wordwrap(7, false)",
    "wordwrap(12, break_on_hyphens=false)",
  ],
  ...[
    "center(12)",
    "indent",
    "indent(2)",
    "indent(2, true)",
    "indent(3, blank=true)",
    "truncate(9)",
  ],
  ...["truncate(12, true)", "truncate(10, false, '…')", "truncate(8, leeway=0)", "trim('x ')"],
  ...[
    "replace('a', 'bb')",
    "replace('l', '', 1)",
    "replace(' ', '_')",
    "reverse",
    "default('dflt')",
  ],
  ...[
    "d('dflt', true)",
    "default(value='v', boolean=true)",
    "indent(width='> ')",
    "center(width=7)",
  ],
];
const plainMethods = [
  ...["upper()", "lower()", "title()", "capitalize()", "swapcase()", "casefold()", "strip()"],
  ...["lstrip()", "rstrip()", "strip('x h')", "rstrip('d.')", "lstrip('He')", "zfill(6)"],
  ...["ljust(8)", "rjust(8, '*')", "center(9)", "center(8, '-')", "replace('o', '0')"],
  ...[
    "replace('l', 'L', 1)",
    "removeprefix('h')",
    "removesuffix('d')",
    "expandtabs()",
    "expandtabs(4)",
  ],
];
const formats = ["%s", "%5s|", "%-6s|", "%.2s", "%r", "%%", "%s and %s"];

function someText(writer: ExpressionWriter, depth: number): string {
  return writer.operand(writer.text(depth));
}

function bound(writer: ExpressionWriter): string {
  return writer.random.chance(0.4) ? "" : String(writer.random.integer(-6, 8));
}

function slice(writer: ExpressionWriter, depth: number): string {
  const step = writer.random.chance(0.25) ? `:${writer.random.pick([2, -1, -2])}` : "";
  return `${someText(writer, depth)}[${bound(writer)}:${bound(writer)}${step}]`;
}

function percentFormat(writer: ExpressionWriter, depth: number): string {
  const pattern = writer.random.pick(formats);
  const values = (pattern.replaceAll("%%", "").match(/%/gu) ?? []).map(() => writer.text(depth));
  return `(${quote(pattern, false)} | format(${values.join(", ")}))`;
}

function numberFormat(writer: ExpressionWriter, depth: number): string {
  const { random } = writer;
  if (random.chance(0.5)) {
    const pattern = random.pick([
      "%d",
      "%5d|",
      "%05.1f",
      "%.2f",
      "%e",
      "%g",
      "%+d",
      "%x",
      "%o",
      "%i",
    ]);
    return `(${quote(pattern, false)} | format(${writer.number(depth)}))`;
  }
  const field = random.pick([
    "",
    ":>6",
    ":<6",
    ":^7",
    ":,",
    ":.2f",
    ":+",
    ":08.2f",
    ":,.2f",
    ":.1%",
    ":g",
  ]);
  return `'<{${field}}>'.format(${writer.number(depth)})`;
}

/** Any field of Python's format language, fitting or not. */
function fieldFormat(writer: ExpressionWriter, depth: number): string {
  const { random } = writer;
  const some = (parts: readonly string[]) => (random.chance(0.4) ? random.pick(parts) : "");
  const spec = [
    some(["<", ">", "^", "=", "*<", "0=", "_^", "日>"]),
    some(["+", "-", " "]),
    random.chance(0.15) ? "#" : "",
    random.chance(0.2) ? "0" : "",
    some(["1", "5", "9", "12", "16"]),
    random.chance(0.2) ? random.pick([",", "_"]) : "",
    some([".0", ".1", ".2", ".5", ".9"]),
    some(["b", "c", "d", "e", "E", "f", "F", "g", "G", "n", "o", "s", "x", "X", "%"]),
  ].join("");
  const value = random.chance(0.8) ? writer.number(depth) : writer.any(depth);
  return `'<{${spec === "" ? "" : `:${spec}`}}>'.format(${value})`;
}

/** Any directive of Python's `%` operator. */
function directiveFormat(writer: ExpressionWriter, depth: number): string {
  const { random } = writer;
  const some = (parts: readonly string[]) => (random.chance(0.4) ? random.pick(parts) : "");
  const directive = [
    ...["-", "+", " ", "#", "0"].map((flag) => (random.chance(0.15) ? flag : "")),
    some(["1", "5", "9", "12"]),
    some([".0", ".1", ".2", ".5", "."]),
    random.pick("d i o u x X e E f F g G c r s a %".split(" ")),
  ].join("");
  const value = random.chance(0.8) ? writer.number(depth) : writer.any(depth);
  return `(${quote(`<%${directive}>`, false)} | format(${value}))`;
}

function braceFormat(writer: ExpressionWriter, depth: number): string {
  const { random } = writer;
  const form = random.pick([
    "{}/{}",
    "{1}{0}",
    "{0!r}-{1}",
    "{:>8}|{:^9}|",
    "{{x}}{}{}",
    "{:*<5}{:.3}",
  ]);
  // Braces that the template itself would read as tags are written apart.
  const safe = form.replaceAll("{{x}}", "x");
  return `'${safe}'.format(${writer.text(depth)}, ${writer.text(depth)})`;
}

/** Forms that give a text. */
export const textForms: readonly Form[] = [
  (writer, depth) => `${someText(writer, depth)} | ${writer.random.pick(plainFilters)}`,
  (writer, depth) => `${someText(writer, depth)} | ${writer.random.pick(plainFilters)}`,
  (writer, depth) => `${someText(writer, depth)}.${writer.random.pick(plainMethods)}`,
  (writer, depth) => `${someText(writer, depth)}.${writer.random.pick(plainMethods)}`,
  (writer, depth) => `${writer.operand(writer.any(depth))} ~ ${writer.operand(writer.any(depth))}`,
  (writer, depth) => `${someText(writer, depth)} + ${someText(writer, depth)}`,
  (writer, depth) => `${someText(writer, depth)} * ${writer.random.integer(0, 3)}`,
  (writer, depth) => `${someText(writer, depth)}[${writer.random.integer(-3, 3)}]`,
  slice,
  slice,
  (writer, depth) => `${writer.operand(writer.any(depth))} | string`,
  (writer, depth) =>
    `(${writer.text(depth)} if ${writer.boolean(depth)} else ${writer.text(depth)})`,
  (writer, depth) =>
    `${writer.operand(writer.list(depth))} | join(${writer.random.pick(["", "', '", "'-'", "d='/'"])})`,
  (writer, depth) => `', '.join(${writer.operand(writer.list(depth))} | map('string'))`,
  (writer) =>
    `(o | map(attribute='name') | ${writer.random.pick(["join('; ')", "first", "last", "sort | join", "list | string"])})`,
  (writer, depth) =>
    `${someText(writer, depth)}.split(${writer.random.pick(["", "' '", "','", "' ', 1"])}) | ${writer.random.pick(["first", "last", "join('+')"])}`,
  (writer, depth) => `${someText(writer, depth)}.partition(' ')[${writer.random.integer(-1, 2)}]`,
  (writer, depth) =>
    `${someText(writer, depth)} | ${writer.random.pick(["first", "last", "list | string", "sort | join", "unique | join", "map('upper') | join", "batch(2) | list | string"])}`,
  (writer, depth) =>
    `${writer.operand(writer.number(depth))} | ${writer.random.pick(["filesizeformat", "filesizeformat(true)", "currency", "string"])}`,
  (writer, depth) => `(${writer.text(depth)} or ${writer.text(depth)})`,
  (writer, depth) => `(${writer.text(depth)} and ${writer.text(depth)})`,
  percentFormat,
  fieldFormat,
  directiveFormat,
  numberFormat,
  braceFormat,
];
