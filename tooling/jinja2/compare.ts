import { parseArgs } from "node:util";
import { findDisagreement, isListed, type Jinja2Case } from "../test/jinja2-agreement.ts";
import { randomCase, randomSpacedCase } from "./random/random-template.ts";
import { renderOutcome } from "./render-outcome.ts";
import { runJinja2 } from "./run-jinja2.ts";

/**
 * Renders fresh random templates with Jinja2 and with the renderer:
 * `node tooling/jinja2/compare.ts [--seed N] [--count N] [--show N] [--spaced]`.
 * With `--spaced`: over the eight settings of white space, with partials.
 * Exits 1 below 99.9 % agreement. A refusal that the prompt profile lists is counted apart.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    count: { type: "string", default: "10000" },
    spaced: { type: "boolean", default: false },
    show: { type: "string", default: "20" },
  },
});
const seed = Number(values.seed);
const requested = Array.from({ length: Number(values.count) }, (_, index) =>
  values.spaced ? randomSpacedCase(seed, index) : randomCase(seed, index),
);
const cases = await runJinja2(requested);
const tally = { agreed: 0, texts: 0, listed: 0 };
const found: { readonly entry: Jinja2Case; readonly why: string; readonly ours: unknown }[] = [];
for (const entry of cases) {
  const context = structuredClone(entry.context);
  const outcome = renderOutcome(entry, context);
  const why = findDisagreement(entry, outcome);
  if (JSON.stringify(context) !== JSON.stringify(entry.context)) {
    found.push({ entry, why: "changes the context", ours: outcome });
  } else if (why === null) {
    tally.agreed += 1;
    if ("text" in outcome) tally.texts += 1;
  } else if (isListed(entry, outcome)) tally.listed += 1;
  else found.push({ entry, why, ours: outcome });
}
for (const { entry, why, ours } of found.slice(0, Number(values.show))) {
  console.log(`${why}\n  ${JSON.stringify(entry)}\n  ${JSON.stringify(ours)}`);
}
const compared = cases.length - tally.listed;
const share = tally.agreed / compared;
console.log(
  `seed ${seed}: ${tally.agreed} of ${compared} agree (${(share * 100).toFixed(3)} %); ` +
    `${tally.texts} texts, ${tally.agreed - tally.texts} errors; ${tally.listed} refused by a listed rule`,
);
process.exitCode = share >= 0.999 ? 0 : 1;
