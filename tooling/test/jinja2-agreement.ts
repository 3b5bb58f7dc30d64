import type { TemplateSettings } from "@promptrail/core";

/** What Jinja2 made of a template, as `render-with-jinja2.py` writes it. */
export interface Jinja2Case {
  readonly template: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly settings?: TemplateSettings;
  readonly partials?: Readonly<Record<string, string>>;
  readonly text?: string;
  /** The kind of error. */
  readonly error?: string;
  /** The variable that is undefined. */
  readonly path?: string;
  /** The undefined member of a value of the context. */
  readonly concrete?: string;
  /** The undefined member of a value that the template made. */
  readonly member?: string;
}

/** What the renderer made of it: a text, or an error's parts. */
export type Outcome =
  | { readonly text: string }
  | {
      readonly kind: string;
      readonly reason: string;
      readonly path: string | undefined;
      readonly concretePath: string | undefined;
    };

/** Where the prompt profile lists that Jinja2 does something else: a refusal of ours, or a clearer kind. */
const listedRules: readonly {
  readonly kind: string;
  readonly reason: RegExp;
  readonly jinja2?: string;
}[] = [
  { kind: "type", reason: /a lazy sequence|is a method|is a macro|is a function/u },
  { kind: "value", reason: /2\^53|not a finite number/u },
  // What is included is read when the template is compiled, and not when the include is reached.
  { kind: "syntax", reason: /'\{% raw %\}' is not available/u, jinja2: "undefined" },
  { kind: "syntax", reason: /'\{% raw %\}' is not available/u, jinja2: "type" },
  // What is undefined is called so, where Jinja2 sometimes raises Python's TypeError.
  { kind: "undefined", reason: /./u, jinja2: "type" },
];

const printsQuoted = /pprint|%[-+ #\d.]*[ra]|!r/u;

/** An index from the end, or one that the message does not tell, stands for any. */
function isSamePlace(path: string, concrete: string): boolean {
  const steps = (text: string) => text.split(/(?=[.[])/u);
  const [ours, theirs] = [steps(path), steps(concrete)];
  const open = (step: string) => step === "[…]" || step.startsWith("[-");
  return (
    ours.length === theirs.length &&
    ours.every((step, index) => open(step) || step === theirs[index])
  );
}

/** Whether the prompt profile lists the difference. */
export function isListed(expected: Jinja2Case, outcome: Outcome): boolean {
  if ("text" in outcome) return false;
  // A filter on an undefined value raises, where Jinja2's pprint, %r and !r print the word.
  const texts = [expected.template, ...Object.values(expected.partials ?? {})].join(" ");
  if (outcome.kind === "undefined" && printsQuoted.test(texts)) return true;
  return listedRules.some(
    ({ kind, reason, jinja2 = expected.error }) =>
      outcome.kind === kind && reason.test(outcome.reason) && expected.error === jinja2,
  );
}

/** In what the renderer differs from Jinja2, or null where it agrees. */
export function findDisagreement(expected: Jinja2Case, outcome: Outcome): string | null {
  if ("text" in outcome) {
    if (expected.error !== undefined) return `renders where Jinja2 raises ${expected.error}`;
    return outcome.text === expected.text ? null : "renders another text";
  }
  const { kind, path, concretePath = path } = outcome;
  if (expected.error === undefined) return `raises ${kind} where Jinja2 renders`;
  if (kind !== expected.error) return `raises ${kind} where Jinja2 raises ${expected.error}`;
  if (kind !== "undefined") return null;
  const { path: name, concrete, member } = expected;
  if (name !== undefined && path !== name) return `names ${path} where Jinja2 names ${name}`;
  if (concretePath === undefined) return null;
  if (concrete !== undefined && !isSamePlace(concretePath, concrete)) {
    return `names ${concretePath} where ${concrete} is missing`;
  }
  if (member !== undefined && !concretePath.endsWith(member)) {
    return `names ${concretePath} where ${member} is missing`;
  }
  return null;
}
