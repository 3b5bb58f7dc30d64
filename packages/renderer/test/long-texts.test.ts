import fc from "fast-check";
import { expect, test } from "vitest";
import { compileTemplate } from "../src/index.js";
import { findLastText, findText, splitText } from "../src/operations/find-text.js";
import { createRuntime } from "./charges/operations.js";

const letters = (size: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom("a", "b"), ...size });

test("a long text is found where a short search would find it", () => {
  const runtime = createRuntime({ builtTotal: Number.POSITIVE_INFINITY });
  // Rows of few letters, parts of which come again and again.
  const wanted = fc
    .tuple(letters({ minLength: 1, maxLength: 5 }), fc.integer({ min: 7, max: 40 }))
    .map(([part, times]) => part.repeat(times));
  const parts = fc.array(letters({ minLength: 0, maxLength: 40 }), { maxLength: 5 });
  fc.assert(
    fc.property(wanted, parts, (long, between) => {
      for (const text of [between.join(long), long + between.join(long.slice(1)), long]) {
        expect(findText(runtime, text, long)).toBe(text.indexOf(long));
        expect(findLastText(runtime, text, long)).toBe(text.lastIndexOf(long));
        expect(splitText(runtime, text, long)).toEqual(text.split(long));
      }
    }),
    { numRuns: 300 },
  );
});

const render = (source: string, context: object = {}) => compileTemplate(source).render(context);

test("texts beyond 16 bits are ordered by code point", () => {
  const ordered = "{{ texts | sort(case_sensitive=true) | join(' ') }}";
  const texts = [
    "\u{1f44d}",
    "\uffee",
    "a\u{1f44d}",
    "a\uffee",
    "a",
    "\u{1f44d}\u{1f44e}",
    "\u{1f44e}",
  ];
  expect(render(ordered, { texts })).toBe(
    "a a\uffee a\u{1f44d} \uffee \u{1f44d} \u{1f44d}\u{1f44e} \u{1f44e}",
  );
});

test.each([
  ["split(none, 1)", "['a', 'b  c  ']"],
  ["rsplit(none, 1)", "['  a b', 'c']"],
  ["split(none, 0)", "['a b  c  ']"],
  ["rsplit(none, 0)", "['  a b  c']"],
  ["split(none, 2)", "['a', 'b', 'c  ']"],
  ["split(none, 3)", "['a', 'b', 'c']"],
  ["rsplit(none, 9)", "['a', 'b', 'c']"],
])("'  a b  c  '.%s gives what Python gives", (call, text) => {
  expect(render(`{{ '  a b  c  '.${call} }}`)).toBe(text);
});

test.each([
  ["{:010,}", 1234, "00,001,234"],
  ["{:09,}", 1234, "0,001,234"],
  ["{:08,}", 1234, "0,001,234"],
  ["{:+012,}", 1234, "+000,001,234"],
  ["{:012,.2f}", 1234.5, "0,001,234.50"],
  ["{:#012_x}", 48879, "0x0_0000_beef"],
  ["{:03,}", 1234, "1,234"],
])("%s fills %s with zeros as Python does", (format, value, text) => {
  expect(render("{{ format.format(value) }}", { format, value })).toBe(text);
});
