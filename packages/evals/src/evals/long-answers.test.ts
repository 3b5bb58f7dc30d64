import type { Eval } from "@promptrail/core";
import { expect, test } from "vitest";
import * as builtIn from "../built-in.js";
import { matchesJsonSchema } from "../json-schema.js";
import { tryEval } from "../suite/try-eval.js";

const length = 60_000;
const fill = (part: string) => part.repeat(Math.ceil(length / part.length));

/** What makes a careless pattern look at the same place again and again. */
const answers: readonly string[] = [
  ...["a", "A", "Aa ", ".", ",", "1 100 ", "9", "1,", "\"'(", "\n", "\n1. ", "#", "A-", "x Sie "],
  ...["5 %", "٣", "\u{1F1E9}", "👨\u200D", "e\u0301\u0301\u0301", "a@a.", ":", "%a"],
]
  .map(fill)
  .concat(`\n${fill("\t")}1.`, `x${fill(" ")}Sie`, `best ${fill("*")} ever`, `a@${fill("a.")}`);

const formats = [
  "date-time",
  "duration",
  "uri",
  "uri-template",
  "email",
  "hostname",
  "ipv6",
  "regex",
];

const evals: readonly Eval[] = [
  builtIn.contains("zz"),
  builtIn.startsWith("a"),
  builtIn.endsWith("a"),
  builtIn.mustContain(["best ever", "a b"]),
  builtIn.matchesPattern(/(a+)+$/),
  builtIn.secondPerson({ language: "de" }),
  builtIn.wordsBetween({ max: 3 }),
  builtIn.sentencesBetween({ max: 3 }),
  builtIn.lengthBetween({ max: 3 }),
  builtIn.groundedNames(),
  builtIn.groundedNumbers(),
  builtIn.jsonField("/a", { expected: 1 }),
  ...formats.map((format) => matchesJsonSchema({ title: format, type: "string", format })),
];

// None of these takes half a second for 250,000 characters. One that looked at each place again and again would take hours.
test.each(evals.map((check) => [check.name, check] as const))(
  "%s judges any long answer in bounded time",
  async (_name, check) => {
    for (const answer of answers) {
      const output = check.name.startsWith("matches_json") ? JSON.stringify(answer) : answer;
      expect(await tryEval(check, { output, context: { a: "b 1 Aa" } })).toBeDefined();
    }
  },
);
