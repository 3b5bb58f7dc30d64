import { TemplateError } from "@promptrail/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { compileTemplate } from "../../src/index.js";
import { RandomTemplate } from "./random-template.js";
import { removals, type SampleContext } from "./sample-context.js";

const runs = randomRuns({ usual: 1500, long: 40_000 });

const name = fc.constantFrom("", "lit", "lamp");
const parts = { kind: fc.constantFrom("a", "b"), name, price: fc.nat(2), note: fc.option(name) };

/** With everything there, or with what may be absent absent at times. */
function contextsOf(complete: boolean): fc.Arbitrary<SampleContext> {
  const product = complete
    ? fc.record(parts)
    : fc.record(parts, { requiredKeys: ["kind", "name", "price"] });
  const always = {
    count: fc.nat(2),
    flag: fc.boolean(),
    main: product,
    products: fc.array(product, { minLength: 1, maxLength: 3 }),
    shelf: fc.record({ left: product, right: product }),
  };
  const all = { ...always, title: name, note: fc.option(name) };
  return complete
    ? fc.record(all)
    : fc.record(all, { requiredKeys: ["count", "flag", "main", "products", "shelf"] });
}

const contexts = fc.oneof(contextsOf(true), contextsOf(false));
const tapes = fc.array(fc.nat(200), { minLength: 5, maxLength: 60 });

type Render = (context: SampleContext) => string;

interface Outcome {
  /** `ok`, the kind of the error, or `own` where the template itself made an absent value. */
  readonly kind: string;
  readonly path?: string | undefined;
}

function outcome(render: Render, context: SampleContext): Outcome {
  try {
    render(context);
    return { kind: "ok" };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const own = /^no (?:first|last) item|^the inline if|^parameter /u.test(error.reason);
    return { kind: own ? "own" : error.kind, path: error.path };
  }
}

/** Where nothing else is absent or None, an absent value is the one that was taken away. */
function isComplete({ title, note, main, products, shelf }: SampleContext): boolean {
  const all = [main, ...(products ?? []), ...Object.values(shelf ?? {})];
  const noted = all.every((product) => typeof product?.note === "string");
  return noted && title !== undefined && typeof note === "string";
}

/** A named entry may be read through a key that the analysis does not know. */
function useOf(path: string, uses: ReadonlyMap<string, string>): string | undefined {
  return uses.get(path) ?? uses.get(path.replace("shelf.left", "shelf{}"));
}

function checkUses(template: string, context: SampleContext): void {
  const { render, variables } = compileTemplate(template);
  const uses = new Map(variables.map(({ path, use }) => [path, use]));
  for (const [path, remove] of Object.entries(removals)) {
    const without = structuredClone(context);
    remove(without);
    if (JSON.stringify(without) === JSON.stringify(context)) continue;
    const result = outcome(render, without);
    if (result.kind === "undefined" && (isComplete(context) || result.path === path)) {
      expect(useOf(path, uses), `${path} is needed by ${template}`).toMatch(/^(always|branch)$/);
    } else if (uses.get(path) === "always") {
      expect(result.kind, `${path} is always read by ${template}`).not.toBe("ok");
    }
  }
}

test("a path is required where taking it away fails the render, and always only if it always does", {
  timeout: 600_000,
}, () => {
  let rendered = 0;
  fc.assert(
    fc.property(tapes, contexts, (tape, context) => {
      const template = new RandomTemplate(tape).write();
      if (outcome(compileTemplate(template).render, context).kind !== "ok") return;
      rendered += 1;
      checkUses(template, context);
    }),
    { numRuns: runs },
  );
  expect(rendered).toBeGreaterThan(runs / 4);
});
