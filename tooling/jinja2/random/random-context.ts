import type { SeededRandom } from "../../test/run/seeded-random.ts";
import { boolean, float, integer, listOf, type Shape, text, type Variable } from "./shape.ts";

const names = ["a", "b", "item", "name", "price", "tags", "user", "rows", "d", "note", "größe"];
const keys = ["k1", "k2", "name", "price", "items", "a b", "日本", "x-y", "values"];
const texts = [
  ...["", "x", "hello world", "Lamp", "  padded ", "a,b,,c", "it's", 'say "hi"', "a\\b"],
  ...[
    "line one\nline two",
    "tab\there",
    "{{ a }}",
    "{% if x %}",
    "<b>&amp;</b>",
    "ÄÖü ß",
    "日本👍",
  ],
  ...[
    "👨‍👩‍👧 family",
    "İstanbul",
    "ǆabc ŉa ßb",
    "ΟΔΟΣ ς",
    "Ⅷ ⅷ ²³½",
    "٣٤",
    "o'neil's ONE-two_three",
    "ab-cd ef",
    "10",
    "-3.5",
    "007",
    "%s and %d",
    "{0} {x}",
    "a\r\nb",
  ],
  ...[
    "a\u00a0b\u2028c\x1fd\x85e",
    " 12 ",
    "1_000",
    "1e3",
    "0x1F",
    "0b101",
    "The quick brown fox jumps over the lazy dog",
    "ﬁne",
    "e\u0301",
    "mixed Case TEXT",
    "None",
  ],
];
const integers = [0, 1, 2, 3, 7, 10, 42, 100, 999, 12_345, -1, -7, -100, 9_007_199_254_740];
const floats = [0.5, 2.5, 0.125, 2.675, -0.75, 1234.5678, 1e-7, 0.1, 99.99, 1e16 / 3];

/** A shape at most `depth` containers deep. */
export function randomShape(random: SeededRandom, depth: number): Shape {
  const plain = [text, text, integer, float, boolean, { kind: "none" } as const];
  if (depth === 0 || random.chance(0.45)) return random.pick(plain);
  const kind = random.pick(["list", "list", "dict", "record"] as const);
  if (kind === "list") return listOf(randomShape(random, depth - 1));
  if (kind === "dict") return { kind, of: randomShape(random, depth - 1) };
  return { kind, members: randomVariables(random, ["name", "price", "tags", "n", "v"], depth - 1) };
}

function randomVariables(
  random: SeededRandom,
  from: readonly string[],
  depth: number,
): readonly Variable[] {
  const chosen = from.filter(() => random.chance(0.5));
  return chosen.map((name) => ({ name, shape: randomShape(random, depth) }));
}

/** The variables of a context. There is always a text, a number, a list of texts and one of records. */
export function randomScope(random: SeededRandom): readonly Variable[] {
  const row: Shape = {
    kind: "record",
    members: [
      { name: "name", shape: text },
      { name: "price", shape: random.pick([integer, float]) },
      { name: "n", shape: integer },
    ],
  };
  return [
    { name: "s", shape: text },
    { name: "n", shape: integer },
    { name: "l", shape: listOf(random.pick([text, integer])) },
    { name: "o", shape: listOf(row) },
    ...randomVariables(random, names, 2),
  ];
}

export function randomText(random: SeededRandom): string {
  return random.pick(texts);
}

export function randomInteger(random: SeededRandom): number {
  return random.chance(0.7) ? random.integer(0, 9) : random.pick(integers);
}

export function randomFloat(random: SeededRandom): number {
  return random.pick(floats);
}

/** A value of the shape: plain JSON. */
export function randomValue(random: SeededRandom, shape: Shape): unknown {
  switch (shape.kind) {
    case "text":
      return randomText(random);
    case "integer":
      return randomInteger(random);
    case "float":
      return randomFloat(random);
    case "boolean":
      return random.chance(0.5);
    case "none":
      return null;
    case "list":
      return random.list(0, 4, () => randomValue(random, shape.of));
    case "dict": {
      const used = keys.filter(() => random.chance(0.4));
      return Object.fromEntries(used.map((key) => [key, randomValue(random, shape.of)]));
    }
    case "record":
      return randomContext(random, shape.members);
  }
}

export function randomContext(
  random: SeededRandom,
  scope: readonly Variable[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(scope.map(({ name, shape }) => [name, randomValue(random, shape)]));
}
