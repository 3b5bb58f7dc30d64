import { BodyWriter } from "./body-writer.ts";
import { expressionForms } from "./expressions/expression-forms.ts";
import { randomContext, randomScope } from "./random-context.ts";
import { SeededRandom } from "./seeded-random.ts";
import { statementForms } from "./statements/statement-forms.ts";

export interface RandomCase {
  /** Repeats the case: `randomCase(seed, index)`. */
  readonly id: string;
  readonly template: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** The `index`th random template of a seed, with a context that mostly fits it. */
export function randomCase(seed: number, index: number): RandomCase {
  const random = new SeededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
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
