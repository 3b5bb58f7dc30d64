import type { TemplateLibrary } from "../library/template-library.js";
import { didYouMean } from "../limits/did-you-mean.js";
import type { Expression, FilterCall } from "../syntax/ast.js";
import { type Position, syntaxError } from "../syntax/syntax-error.js";

/** Which argument of a filter names another filter or a test. */
const naming: ReadonlyMap<string, { readonly what: "filter" | "test"; readonly at: number }> =
  new Map([
    ["map", { what: "filter", at: 0 }],
    ["select", { what: "test", at: 0 }],
    ["reject", { what: "test", at: 0 }],
    ["selectattr", { what: "test", at: 1 }],
    ["rejectattr", { what: "test", at: 1 }],
  ]);

/** Refuses a filter or test that does not exist. */
export function checkName(
  name: string,
  what: "filter" | "test",
  { filters, tests }: TemplateLibrary,
  position: Position,
): void {
  const known = what === "filter" ? filters : tests;
  if (known.has(name)) return;
  throw syntaxError(`no ${what} named '${name}'${didYouMean(name, known.keys())}`, position);
}

/** The same for one that a filter's argument names in writing: `map("upper")`, `select("odd")`. */
export function checkNamedArgument(node: FilterCall, library: TemplateLibrary): string | null {
  const named = naming.get(node.name);
  const argument: Expression | undefined = named && node.args.positional[named.at];
  if (!named || argument?.typename !== "TextLiteral") return null;
  checkName(argument.value, named.what, library, argument);
  return named.what === "filter" ? argument.value : null;
}
