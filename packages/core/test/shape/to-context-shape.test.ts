import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../../src/json/json-value.js";
import { shapeVersion, toContextShape } from "../../src/shape.js";
import { paragraphs } from "./paragraphs.js";

const runs = { numRuns: randomRuns({ usual: 300, long: 10_000 }) };

/** With what a shape looks for: names of all kinds, marks of languages, numbers, signs. */
const texts = fc.oneof(
  fc.constantFrom(...Object.values(paragraphs)),
  fc.constantFrom(
    "",
    " ",
    "129,90 €",
    "USD 5",
    "<b>x</b>",
    "# T\n\n- a",
    "const a = 1;\nf(a);",
    '{"a":1}',
  ),
  fc.string({ unit: "binary" }),
  fc.string(),
);
const names = fc.oneof(
  fc.constantFrom("name", "items", "product", "brand", "__proto__", "constructor", "a".repeat(32)),
  fc.string(),
  texts,
);
const { value: anyValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    texts,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 6 }),
    fc.dictionary(names, tie("value"), { maxKeys: 40 }),
  ),
}));

function turnAround(value: JsonValue): JsonValue {
  if (isJsonList(value)) return value.map(turnAround).toReversed();
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, turnAround(member)]),
  );
}

describe("the shape of any context", () => {
  test("is a sorted list of few short features", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const shape = toContextShape(value);
        expect(shape).toEqual([...new Set(shape)].sort());
        expect(shape.length).toBeLessThanOrEqual(40);
        for (const feature of shape) {
          expect(feature.length).toBeLessThanOrEqual(60);
          expect(feature).toMatch(/^[a-z]+:[\w$.*%^-]+(?::(?:0|2\^\d+))?$/);
        }
      }),
      runs,
    );
  });

  test("does not depend on the order of properties and items", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(toContextShape(turnAround(value))).toEqual(toContextShape(value));
      }),
      runs,
    );
  });

  test("holds no value, and no name that may be one", () => {
    const data = fc.oneof(
      fc.constantFrom(
        "ann@example.com",
        "Ann Smith",
        "李雷",
        "user_829182",
        "+49151",
        "3f786850e387",
        "a b",
        `sk-${"proj-aBcDeFgHiJkLm"}`,
        `AKIA${"IOSFODNNQEXAMPLE"}`,
        `xoxb-${"aBcDeFgHiJkLmN"}`,
      ),
      fc.uuid(),
    );
    fc.assert(
      fc.property(data, fc.integer({ min: 1, max: 60 }), (secret, count) => {
        const people = Object.fromEntries(
          Array.from({ length: count }, (_, place) => [`${secret}${place}`, { note: secret }]),
        );
        const said = toContextShape({
          people,
          list: [secret, { [secret]: "" }, { [secret]: null }],
        });
        expect(said.join("\n")).not.toContain(secret);
        expect(said.join("\n")).toContain("empty:list.*");
      }),
      runs,
    );
  });

  test("holds no name that its caller hides, wherever it stands", () => {
    const context = { KND_abc: "", list: [{ KND_abc: null }, { KND_abc: [] }], other: "" };
    const shape = toContextShape(context, { hidesName: (name) => name.startsWith("KND_") });
    expect(shape.join("\n")).not.toContain("KND_");
    expect(shape).toEqual(
      expect.arrayContaining(["empty:*", "empty:other", "list:list.*:0", "missing:list.*"]),
    );
  });

  test("takes any depth and width, and little time", () => {
    let deep: JsonValue = "";
    for (let depth = 0; depth < 200_000; depth += 1)
      deep = depth % 2 === 0 ? [deep] : { name: deep };
    expect(toContextShape(deep)).toContain("empty:name.name.name.name.*");
    const hostile = ["<a ", "# ", "**a", "[a", "SELECT ", "x(", "€1", " \n", "{", "import ", "| "];
    const start = performance.now();
    for (const part of hostile) toContextShape(part.repeat(200_000));
    // Under 0.1 s: only the first 16,384 characters are read.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("features", () => {
  test("tell what a product looks like", () => {
    const product = {
      name: "Trailrunner 3",
      brand: null,
      description: "",
      price: 129.9,
      currency: "EUR",
      features: ["light", "dry", "made of wool"],
      attributes: {},
      sizes: [36, 37, 38, 39, 40],
    };
    expect(toContextShape({ product })).toEqual([
      "currency:eur",
      "empty:product.attributes",
      "empty:product.description",
      "length:2^5",
      "list:product.features:2^1",
      "list:product.sizes:2^2",
      "missing:product.brand",
      "numbers:20-50%",
      "script:latin",
    ]);
    expect(shapeVersion).toBe(2);
  });

  test.each(Object.entries(paragraphs))(
    "tell that a text is in the language %s",
    (language, text) => {
      expect(toContextShape({ message: text })).toContain(`language:${language}`);
      const others = ["Trailrunner", "Northpeak", "XL"];
      expect(toContextShape({ message: text, others })).toContain(`language:${language}`);
    },
  );

  test.each([
    ["too few words", "Trailrunner light shoe", undefined],
    ["no words of a language", "lorem ".repeat(20), "language:unknown"],
    ["two languages in equal parts", `${paragraphs["en"]} ${paragraphs["de"]}`, "language:unknown"],
    ["no letters", "12 34", undefined],
  ])("tell no language of %s", (_what, text, expected) => {
    const found = toContextShape(text).find((feature) => feature.startsWith("language:"));
    expect(found).toBe(expected);
  });

  test.each([
    ["", "script:none"],
    ["Schöne Schuhe", "script:latin"],
    ["Москва", "script:cyrillic"],
    ["東京 Tokyo", "script:mixed"],
    ["東京 Tokyo", "script:han"],
    ["０１２ abc", "numbers:50-100%"],
    ["x".repeat(1_024), "length:2^10"],
    ["x".repeat(1_023), "length:2^9"],
    ["R$ 10", "currency:brl"],
    ["$10", "currency:dollar"],
    ["12 990 ₽", "currency:rub"],
    ["99 zł", "currency:pln"],
    ["<p class='a'>x</p>", "markup:html"],
    ["See [this](https://x.de).", "markup:markdown"],
    ["SELECT a FROM b", "markup:code"],
    ["def f(x):\n  return x", "markup:code"],
    ['[{"a": 1}]', "markup:json"],
  ])("of %j include %s", (text, feature) => {
    expect(toContextShape({ text })).toContain(feature);
  });

  test.each([
    "I think 3 < 5 and a > b; that (really) is all.",
    "Dear team,\n\nthe shoes are light - and dry.\n\nBest, Ann",
    "Use of {braces} and [brackets] in prose; nothing else.",
  ])("of %j include no markup", (text) => {
    expect(toContextShape(text).filter((feature) => feature.startsWith("markup:"))).toEqual([]);
  });

  test("of a list count what some items lack, and of many paths the first seven", () => {
    const items = [{ sku: "a", brand: "x" }, { sku: "b" }, { sku: "c", brand: "y", note: "" }];
    expect(toContextShape({ items })).toEqual(
      expect.arrayContaining(["missing:items.brand", "missing:items.note", "empty:items.note"]),
    );
    const many = Object.fromEntries("abcdefghij".split("").map((name) => [name, null]));
    const missing = toContextShape(many).filter((feature) => feature.startsWith("missing:"));
    expect(missing).toEqual([
      ..."abcdefg".split("").map((name) => `missing:${name}`),
      "missing:more",
    ]);
  });
});
