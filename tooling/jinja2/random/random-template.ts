import type { TemplateSettings } from "@promptrail/core";
import { SeededRandom } from "../../test/run/seeded-random.ts";
import { BodyWriter } from "./body-writer.ts";
import { expressionForms } from "./expressions/expression-forms.ts";
import { randomContext, randomScope } from "./random-context.ts";
import { statementForms } from "./statements/statement-forms.ts";

export interface RandomCase {
  /** Repeats the case: `randomCase(seed, index)`. */
  readonly id: string;
  readonly template: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** A random case with settings, and with partials that its template may include. */
export interface RandomSpacedCase extends RandomCase {
  readonly settings: TemplateSettings;
  readonly partials: Readonly<Record<string, string>>;
}

/** The same with white space where it matters, the `index`th of the eight settings, and partials. */
export function randomSpacedCase(seed: number, index: number): RandomSpacedCase {
  const random = seededBy(seed, index);
  const scope = randomScope(random);
  const context = randomContext(random, scope);
  const write = (included: readonly string[], depth: number) => {
    const writer = new BodyWriter(random, scope, expressionForms, statementForms);
    writer.included = included;
    return writer.body(depth, 4) + random.pick(["", "", "\n", "\n\n", "\r\n"]);
  };
  const partials = random.chance(0.5)
    ? { inner: write([], 1), outer: write(["inner"], 2) }
    : { inner: write([], 2) };
  const template = write(Object.keys(partials), random.pick([1, 2, 3]));
  const settings = {
    trimBlocks: (index & 1) !== 0,
    lstripBlocks: (index & 2) !== 0,
    keepTrailingNewline: (index & 4) !== 0,
  };
  const texts = [template, ...Object.values(partials)].join(" ");
  const named = Object.entries(context).filter(([name]) => texts.includes(name));
  const id = `${seed}-${index}`;
  return { id, template, context: Object.fromEntries(named), settings, partials };
}

function seededBy(seed: number, index: number): SeededRandom {
  return new SeededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
}

/** The `index`th random template of a seed, with a context that mostly fits it. */
export function randomCase(seed: number, index: number): RandomCase {
  const random = seededBy(seed, index);
  const scope = randomScope(random);
  const context = randomContext(random, scope);
  const template = new BodyWriter(random, scope, expressionForms, statementForms).body(
    random.pick([1, 1, 2, 2, 3]),
    4,
  );
  // What the template cannot name would only make the case longer.
  const named = Object.entries(context).filter(([name]) => template.includes(name));
  return { id: `${seed}-${index}`, template, context: Object.fromEntries(named) };
}
