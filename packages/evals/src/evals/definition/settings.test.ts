import { describe, expect, test } from "vitest";
import * as builtIn from "../../built-in.js";
import { matchesJsonSchema } from "../../json-schema.js";
import { tryEval } from "../../suite/try-eval.js";

/** What somebody without types writes. */
const untyped = (text: string) => JSON.parse(text);

describe("refuses, when the suite is defined, and names the eval and the setting:", () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      "a setting that does not exist",
      () => builtIn.contains("a", untyped('{"caseSensitve":true}')),
      /contains has the setting "caseSensitve", which does not exist. Did you mean "caseSensitive"/,
    ],
    [
      "settings that are none",
      () => builtIn.contains("a", untyped('"x"')),
      /contains has 'x' as its settings/,
    ],
    [
      "a flag that is a text",
      () => builtIn.startsWith("a", untyped('{"caseSensitive":"no"}')),
      /startsWith has the caseSensitive 'no'. Give true or false/,
    ],
    [
      "a name without a letter",
      () => builtIn.maxWords(3, { name: " " }),
      /maxWords has the name ' '/,
    ],
    ["a version of 0", () => builtIn.endsWith("a", { version: 0 }), /has the version 0/],
    ["a weight of 0", () => builtIn.endsWith("a", { weight: 0 }), /has the weight 0/],
    ["no limit of words", () => builtIn.maxWords(Number.NaN), /maxWords has the limit NaN/],
    [
      "a range the wrong way round",
      () => builtIn.lengthBetween({ min: 3, max: 2 }),
      /lengthBetween has the range { min: 3, max: 2 }/,
    ],
    ["a range without ends", () => builtIn.wordsBetween({}), /wordsBetween has {} as the range/],
    [
      "half a word",
      () => builtIn.wordsBetween({ max: 2.5 }),
      /wordsBetween has { max: 2.5 } as the range/,
    ],
    [
      "a range of another word",
      () => builtIn.wordsBetween(untyped('{"max":2,"least":1}')),
      /Give whole numbers/,
    ],
    ["no range", () => builtIn.sentencesBetween(untyped("{}").x), /sentencesBetween has no range/],
    [
      "a locale that is none",
      () => builtIn.sentencesBetween({ max: 1 }, { locale: "english language" }),
      /sentencesBetween has the locale 'english language'/,
    ],
    [
      "a pattern that is a text",
      () => builtIn.matchesPattern(untyped('"a"')),
      /matchesPattern has the pattern 'a'/,
    ],
    [
      "a pattern that looks ahead",
      () => builtIn.matchesPattern(/a(?=b)/),
      /matchesPattern cannot use/,
    ],
    [
      "terms that are blank",
      () => builtIn.mustContain(["a", " "]),
      /mustContain has \[ 'a', ' ' \] as the text to look for/,
    ],
    ["no texts", () => builtIn.containsAny([]), /containsAny has \[\]/],
    [
      "a language nobody knows",
      () => builtIn.inLanguage("xx"),
      /inLanguage has \[ 'xx' \] as the language. Give a language tag/,
    ],
    [
      "a similarity of 80",
      () => builtIn.editSimilarity({ atLeast: 80 }),
      /editSimilarity has the atLeast 80. Give a number from 0 to 1/,
    ],
    [
      "a person's language without words",
      () => builtIn.secondPerson(untyped('{"language":"pl"}')),
      /secondPerson has the language 'pl'. Give "en", /,
    ],
    [
      "a schema that is a list",
      () => matchesJsonSchema(untyped("[]")),
      /matchesJsonSchema has the schema \[\]/,
    ],
    [
      "a keyword that does not exist",
      () => matchesJsonSchema({ typo: "object" }),
      /matchesJsonSchema cannot use the schema: .*typo/,
    ],
    [
      "a format that does not exist",
      () => matchesJsonSchema({ type: "string", format: "e-mail" }),
      /e-mail/,
    ],
    [
      "a schema of another draft",
      () => matchesJsonSchema({ $schema: "http://json-schema.org/draft-07/schema#" }),
      /draft 2020-12/,
    ],
    [
      "a reference that leads nowhere",
      () => matchesJsonSchema({ $ref: "https://example.com/a.json" }),
      /example.com/,
    ],
    [
      "a schema's pattern that refers back",
      () => matchesJsonSchema({ type: "string", pattern: "(a)\\1" }),
      /A pattern of the schema of matchesJsonSchema cannot use/,
    ],
    ["a type that does not exist", () => matchesJsonSchema({ type: "strin" }), /type/],
    [
      "a field that is no pointer",
      () => builtIn.jsonField("total"),
      /jsonField has the field 'total'. Give a JSON Pointer, such as `\/total`/,
    ],
    [
      "a comparison that does not exist",
      () => builtIn.jsonField("/a", untyped('{"comparison":"<"}')),
      /jsonField has the comparison '<'. Give "equals", /,
    ],
    [
      "a limit that is a text",
      () => builtIn.jsonField("/a", { comparison: "below", expected: "9" }),
      /jsonField has '9' as expected. Give a number/,
    ],
    [
      "a tolerance of an order",
      () => builtIn.jsonField("/a", { comparison: "below", expected: 9, tolerance: 1 }),
      /Add the tolerance to the limit/,
    ],
    [
      "calls without names",
      () => builtIn.calledTools(untyped('[{"tool":"a"}]')),
      /calledTools has .* as the expected calls/,
    ],
    [
      "a call with a misspelt field",
      () => builtIn.calledTools(untyped('[{"name":"a","args":{}}]')),
      /Give a list of/,
    ],
    [
      "an order that does not exist",
      () => builtIn.calledTools([], untyped('{"order":"strict"}')),
      /calledTools has the order 'strict'. Give "exact" or "any"/,
    ],
    ["a cost of 0", () => builtIn.maxCost(0), /maxCost has the limit 0. Give a number above 0/],
    [
      "a duration that is a text",
      () => builtIn.maxDuration(untyped('"5s"')),
      /maxDuration has the limit '5s'/,
    ],
    ["no limit of tokens", () => builtIn.maxTokens({}), /maxTokens has no limit/],
    [
      "a limit of other tokens",
      () => builtIn.maxTokens(untyped('{"outputs":3}')),
      /Did you mean "output"/,
    ],
    [
      "an outcome that is never judged",
      () => builtIn.outcomeIs(untyped('"refused"')),
      /outcomeIs has the outcome 'refused', which is never a success/,
    ],
    [
      "no tolerance",
      () => builtIn.numericError(untyped("{}")),
      /numericError has the tolerance undefined/,
    ],
    [
      "a worst within the tolerance",
      () => builtIn.numericError({ tolerance: 0.5, worst: 0.5 }),
      /Give a worst above the tolerance/,
    ],
    [
      "an absolute error without a worst",
      () => builtIn.numericError({ tolerance: 1, measure: "absolute" }),
      /Give a worst above the tolerance/,
    ],
    [
      "a least sum of an absolute error",
      () => builtIn.numericBias({ tolerance: 1, measure: "absolute", worst: 2, smallest: 3 }),
      /numericBias has a smallest/,
    ],
    [
      "an expected number that is a text",
      () => builtIn.numericError({ tolerance: 0.1, expected: untyped('"9"') }),
      /numericError has '9' as expected/,
    ],
    [
      "a source that is no function",
      () => builtIn.groundedNumbers(untyped('{"from":"context"}')),
      /groundedNumbers has the from 'context'. Give a function of the case/,
    ],
    [
      "a number that is none",
      () => builtIn.groundedNumbers({ allow: [Number.NaN] }),
      /groundedNumbers has the allow/,
    ],
    [
      "a word of ground truth for a constant",
      () => builtIn.equals({ expected: "a", needsGroundTruth: false }),
      /equals has a needsGroundTruth/,
    ],
    [
      "a word of ground truth for the context",
      () => builtIn.groundedNames({ needsGroundTruth: false }),
      /groundedNames has a needsGroundTruth/,
    ],
  ])("%s", (_title, define, message) => {
    expect(define).toThrow(message);
    expect(define).toThrow(expect.objectContaining({ code: "invalid_definition" }));
  });
});

describe("of the case", () => {
  // Untyped, so that it may return undefined, as a misspelt name does.
  const colour = ({ context }: { readonly context: unknown }) =>
    untyped(JSON.stringify(context)).colour;
  const check = builtIn.equals({ expected: colour, needsGroundTruth: false });

  test("reads context and ground truth, typed by a schema or by the function", async () => {
    const typed = builtIn.equals({
      expected: ({ groundTruth }: { groundTruth: { readonly answer: string } }) =>
        groundTruth.answer,
    });
    expect(typed.needsGroundTruth).toBe(true);
    const subject = { output: "red", groundTruth: { answer: "red" } };
    expect(await tryEval(typed, subject)).toMatchObject({ passed: true });
    expect(await tryEval(check, { output: "red", context: { colour: "red" } })).toMatchObject({
      passed: true,
    });
  });

  test("null does not apply, and undefined is an error that names the setting", async () => {
    expect(await tryEval(check, { output: "red", context: { colour: null } })).toBeNull();
    await expect(tryEval(check, { output: "red", context: {} })).rejects.toThrow(
      /The function of expected returned undefined for this case/,
    );
  });

  test("says rightly whether it needs the ground truth", () => {
    const fact = () => "a";
    expect(builtIn.contains("a").needsGroundTruth).toBe(false);
    expect(builtIn.contains(fact).needsGroundTruth).toBe(true);
    expect(builtIn.contains(fact, { needsGroundTruth: false }).needsGroundTruth).toBe(false);
    expect(builtIn.equals().needsGroundTruth).toBe(true);
    expect(builtIn.equals({ expected: "a" }).needsGroundTruth).toBe(false);
    expect(builtIn.editSimilarity().needsGroundTruth).toBe(true);
    expect(builtIn.jsonField("/a").needsGroundTruth).toBe(true);
    expect(builtIn.numericError({ tolerance: 1, worst: 2 }).needsGroundTruth).toBe(true);
    expect(builtIn.groundedNames().needsGroundTruth).toBe(false);
    expect(builtIn.groundedNames({ from: fact }).needsGroundTruth).toBe(true);
    expect(builtIn.not(builtIn.equals()).needsGroundTruth).toBe(true);
  });

  test("a ground truth that cannot be compared is an error, not a failed answer", async () => {
    const similar = builtIn.editSimilarity();
    await expect(tryEval(similar, { output: "a" })).rejects.toThrow(/no ground truth/);
    await expect(tryEval(similar, { output: "a", groundTruth: 5 })).rejects.toThrow(
      /ground truth is 5, but the eval compares with a text/,
    );
  });
});
