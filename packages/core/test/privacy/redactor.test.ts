import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import type { JsonValue } from "../../src/json/json-value.js";
import { createRedactor } from "../../src/privacy.js";
import { ordinaryTexts } from "./ordinary-texts.js";
import { planted } from "./planted-secrets.js";

const redactor = createRedactor();
const runs = { numRuns: randomRuns({ usual: 500, long: 50_000 }) };

/** No word that says of a number after it what it is: `ticket`, `lot`. */
const words = fc
  .array(
    fc.constantFrom(
      ...[
        "The",
        "shoe",
        "weighs",
        "little,",
        "and",
        "is",
        "light.",
        "Ordered",
        "on",
        "2026-11-30",
        "for",
      ],
      ...[
        "129.90",
        "EUR",
        "by",
        "somebody",
        "größer",
        "доставка",
        "価格",
        "x",
        "(no",
        "3)",
        "12",
        "-",
        "@",
        "[",
        "=",
      ],
    ),
    { maxLength: 12 },
  )
  .map((each) => `${each.join(" ")} is`);
const before = fc.constantFrom(" ", "\n", "\t", ' "', " (", "<", " – ", "; ", " at ", ", ");
const after = fc.constantFrom("", " ", "\n", '"', ")", ">", ", ", "; ", " and ", ".\n");
const textWith = fc
  .record({ secret: planted, head: words, before, after, tail: words })
  .map(({ secret, head, before: open, after: close, tail }) => ({
    ...secret,
    text: `${head}${open}${secret.written}${close}${close === "" ? "" : tail}`,
  }));

describe("a text", () => {
  test("keeps nothing of what was planted in it, and says as what it was found", () => {
    fc.assert(
      fc.property(textWith, ({ text, secret, kind }) => {
        const { value, found } = redactor.redactText(text);
        expect(value).not.toContain(secret);
        expect(found[kind], `${text} -> ${value}`).toBeGreaterThanOrEqual(1);
        expect(value).toContain(`[${kind}]`);
      }),
      runs,
    );
  });

  test("is the same when it is redacted again", () => {
    const pieces = fc.oneof(
      planted.map(({ written }) => written),
      fc.constantFrom(
        ...ordinaryTexts,
        "[email]",
        "[key]",
        "[phone",
        "[",
        "]",
        "@",
        "+",
        ":",
        "0",
        "password=",
        "4111",
        " ",
        "-",
      ),
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."0123456789 -.()+@a:/=[]".split("")) }),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const { value } = redactor.redactText(parts.join(""));
        expect(redactor.redactText(value)).toEqual({ value, found: {} });
      }),
      runs,
    );
  });

  test.each(ordinaryTexts)("is left as it is: %s", (text) => {
    expect(redactor.redactText(text)).toEqual({ value: text, found: {} });
  });

  test("of random order numbers loses few", () => {
    const isLost = (text: string) => redactor.redactText(text).value !== text;
    const samples = fc.sample(fc.bigInt({ min: 10n ** 15n, max: 10n ** 16n - 1n }), {
      numRuns: 4_000,
      seed: 7,
    });
    // 24 in 100 begin like a card, and 1 in 10 of them has its check digit.
    expect(
      samples.filter((number) => isLost(`Parcel ${number}.`)).length / samples.length,
    ).toBeLessThan(0.04);
    for (const gap of [".", "_", ", ", "\n"]) {
      const inFours = (number: bigint) => String(number).replace(/(.{4})(?=.)/g, `$1${gap}`);
      const lost = samples.filter((number) => isLost(`Parcel ${inFours(number)} is here.`));
      expect(lost.length / samples.length).toBeLessThan(0.04);
    }
    const short = fc.sample(fc.integer({ min: 10 ** 6, max: 10 ** 9 }), {
      numRuns: 4_000,
      seed: 7,
    });
    expect(short.filter((number) => isLost(`Parcel ${number}.`))).toEqual([]);
  });

  test.each([
    ["a quoted name", 'To "john doe"@example.com.', "To [email]."],
    ["several", "a@x.de,b@x.de;c@x.de", "[email],[email];[email]"],
    ["a field", "https://x.de/?to=ann@x.io&n=1", "https://x.de/?to=[email]&n=1"],
    ["a card and what follows it", "4111 1111 1111 1111 12/26 123", "[card] 12/26 123"],
    ["full-width digits", "４１１１１１１１１１１１１１１１", "[card]"],
    ["digits one by one", "It is 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1.", "It is [card]."],
    ["pairs", "41.11.11.11.11.11.11.11", "[card]"],
    ["a card in a line of CSV", "Ann,4111111111111111,12/26", "Ann,[card],12/26"],
    ["a card of several gaps", "4111.1111-1111 1111", "[card]"],
    ["digits as emojis", "4️⃣1️⃣1️⃣1️⃣ 1111 1111 1111", "[card]"],
    ["what nobody sees", "ann\u200b@exam\u00adple.com!", "[email]!"],
    ["a phone number behind a word", "is at 0049 30 6251534 is and is", "is at [phone] is and is"],
    ["an IBAN in parts", "DE 89_3704_0044_0532_0130_00", "[iban]"],
    ["a password in a URL", "redis://:hunter22@cache:6379", "redis://:[key]@cache:6379"],
    ["a scheme of HTTP", "Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [key]"],
    ["a short password", "user=bob; password=abcd; x=1", "user=bob; password=[key]; x=1"],
    ["a password of signs", "password=$ecret{12", "password=[key]"],
    ["what follows a number", "+1 415 555 0132) 3 pairs", "[phone]) 3 pairs"],
    ["JSON in a text", '{"apiKey": "a1b2c3d4e5f6g7"}', '{"apiKey": "[key]"}'],
    ["JSON in JSON", '{\\"apiKey\\": \\"a1b2c3d4e5f6g7\\"}', '{\\"apiKey\\": \\"[key]\\"}'],
    ["a passphrase in quotes", 'passphrase: "correct horse", x', 'passphrase: "[key]", x'],
    ["a key without an end", `-----BEGIN ${"PRIVATE"} KEY-----\nabc`, "[key]"],
  ])("with %s", (_what, text, expected) => {
    expect(redactor.redactText(text).value).toBe(expected);
  });
});

describe("a value", () => {
  test("keeps nothing of what was planted anywhere inside, and is the same when redacted again", () => {
    const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        textWith.map(({ text }) => text),
        fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<JsonValue>,
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(
            fc.string(),
            textWith.map(({ text }) => text),
          ),
          tie("tree"),
          { maxKeys: 4 },
        ),
      ),
    }));
    const secrets = fc.array(textWith, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(tree, secrets, (around, plants) => {
        const value = { around, plants: plants.map(({ text }) => ({ [text]: [text] })) };
        const { value: redacted } = redactor.redactValue(value);
        const said = JSON.stringify(redacted);
        for (const { secret } of plants)
          expect(said).not.toContain(JSON.stringify(secret).slice(1, -1));
        const again = redactor.redactValue(redacted);
        expect(again.found).toEqual({});
        expect(again.value).toBe(redacted);
      }),
      { numRuns: randomRuns({ usual: 100, long: 5_000 }) },
    );
  });

  test("without anything is the value itself", () => {
    const value = { texts: ordinaryTexts, number: 4012345678901, deep: [{ a: null, b: true }] };
    expect(redactor.redactValue(value).value).toBe(value);
  });

  test("may be as deep and as wide as memory allows", () => {
    let deep: JsonValue = "ann@example.com";
    for (let depth = 0; depth < 200_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { a: deep };
    const wide = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, place) => [`${place}@x.de`, place]),
    );
    const { value, found } = redactor.redactValue([deep, wide]);
    expect(found).toEqual({ email: 50_001 });
    const names = Object.keys((value as readonly JsonValue[])[1] as object);
    expect(names).toHaveLength(50_000);
    expect(names[1]).toBe("[email] 2");
  });

  test("takes the name of a property into account, and the digits of numbers", () => {
    const value = {
      phone: 15112345678,
      phones: ["151 2345678", { number: "151 2345678" }],
      card: 4111111111111111,
      gtin: 4006381333931,
      password: "correct horse",
      token_count: 4096,
      credentials: { api_key: "a1b2c3d4e5f6g7", url: "https://x.de" },
    };
    expect(redactor.redactValue(value)).toEqual({
      value: {
        phone: "[phone]",
        phones: ["[phone]", { number: "151 2345678" }],
        card: "[card]",
        gtin: 4006381333931,
        password: "[key]",
        token_count: 4096,
        credentials: { api_key: "[key]", url: "https://x.de" },
      },
      found: { phone: 2, card: 1, key: 2 },
    });
  });

  test("keeps properties whose names become the same, and one that is called __proto__", () => {
    const value = JSON.parse(
      '{"a@x.de":1,"b@x.de":2,"[email] 2":3,"__proto__":"c@x.de"}',
    ) as JsonValue;
    const { value: redacted } = redactor.redactValue(value);
    expect(JSON.stringify(redacted)).toBe(
      '{"[email]":1,"[email] 2":2,"[email] 2 2":3,"__proto__":"[email]"}',
    );
  });
});
