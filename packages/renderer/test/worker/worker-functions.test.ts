import { TemplateError, type TemplateSettings } from "@promptrail/core";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createRenderer } from "../../src/index.js";
import { lookup, noteless, refuse } from "./fixtures/host-functions.js";

const filterModules = [new URL("./fixtures/host-functions.ts", import.meta.url)];
const here = createRenderer();
const there = createRenderer({ worker: { filterModules, deadlineMs: 20_000 } });
const bare = createRenderer({ worker: {} });
afterAll(() => {
  there.close();
  bare.close();
});

const own = { name: "t", filters: [noteless], functions: [lookup, refuse] };

const piece = fc.constantFrom(
  "{{ lookup(a, lang=b).lang }}",
  "{{ lookup(code=a).code }}",
  "{{ lookup(*[a, b]) | json }}",
  "{{ a | noteless(mark='x') }}",
  "{{ lookup }}",
  "{{ lookup(nope=1) }}",
  "{% if a %}{{ raise_exception('no: ' ~ b) }}{% endif %}",
  "{% include 'end' %}",
  "{% include 'absent' %}",
  "  {% if b %}\n  {{ b }}\n{% endif %}\n",
  "text\n",
);
const settings: fc.Arbitrary<TemplateSettings> = fc.record(
  { trimBlocks: fc.boolean(), lstripBlocks: fc.boolean(), keepTrailingNewline: fc.boolean() },
  { requiredKeys: [] },
);

test("own functions, partials and settings do the same in a worker as in this thread", () => {
  const value = fc.oneof(fc.constant(""), fc.constant("x"), fc.integer(), fc.constant(null));
  let refused = 0;
  let rendered = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 4 }),
      piece,
      settings,
      value,
      value,
      (pieces, end, template, a, b) => {
        const options = { ...own, settings: template, partials: { end: `${end}\n` } };
        const [local, remote] = [here, there].map((renderer) =>
          outcomeOf(() => {
            const compiled = renderer.compile(pieces.join(""), options);
            const { variables, notes, functions, filters, partials } = compiled;
            return [compiled.render({ a, b }), variables, notes, functions, filters, partials];
          }),
        );
        expect(remote).toEqual(local);
        if (Array.isArray(local)) rendered += 1;
        else if (local !== undefined && "refusal" in local && local.refusal !== undefined)
          refused += 1;
      },
    ),
    { numRuns: 300 },
  );
  expect(rendered).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(10);
});

function outcomeOf(run: () => unknown[]): object {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { kind, line, column, partial, message, refusal } = error;
    return { kind, line, column, partial, message, refusal };
  }
}

test("an own function that no module exports, or in another version, is refused with the cure", () => {
  expect(() => bare.compile("{{ lookup(1) }}", own)).toThrow(
    /'noteless' .*worker\.filterModules|'lookup' .*worker\.filterModules/,
  );
  const newer = { ...own, functions: [{ ...lookup, version: 9 }] };
  expect(() => there.compile("{{ lookup(1) }}", newer)).toThrow(
    /'lookup' has version 9 here and version 1 in worker\.filterModules/,
  );
});
