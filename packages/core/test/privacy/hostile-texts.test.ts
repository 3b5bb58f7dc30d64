import { describe, expect, test } from "vitest";
import { createRedactor, RedactionError } from "../../src/privacy.js";

const redactor = createRedactor({ patterns: [{ name: "customer", pattern: /KND-\d{6}|a.*z/ }] });

/** 100 KB each, of what a search might begin at again and again. */
const parts = [
  ...[
    "1",
    "4111 ",
    "1 ",
    "1.",
    "1,",
    "1_",
    "4111, ",
    "4111%20",
    "1\u200b",
    "\u200b",
    "\u{e0020}",
    "1 - ",
    "%20",
    "DE 89 ",
    "de 20 ",
    "12-",
    "0",
    "+1",
    "+49 151 ",
    "0151 234 ",
    "(0",
    "00",
    "2026-11-30 ",
    "1.2.",
  ],
  ...["@", "a@", "a@b", "a@b.", '"@', "(at)", "%2540", "%25", "&#64;", "a.", ".", "x", "é", "🎉"],
  ...[
    "DE89",
    "DE89 ",
    "IBAN",
    "sk-",
    "eyJ",
    "eyJa.",
    "pk_a_",
    "AKIA",
    "AAAA",
    "hooks.slack.com/services/",
  ],
  ...[
    "token=",
    "token=a1b2c3d4e5f6 ",
    "password: ",
    'password: "',
    "password=x",
    ":",
    "=",
    "Bearer ",
    "api key ",
  ],
  ...[
    "://a:",
    "://",
    "//",
    `-----BEGIN ${"PRIVATE"} KEY-----`,
    "[email]",
    "[",
    "]",
    " ",
    "\n",
    "az",
    "KND-",
  ],
];

describe("a text of 100 KB", () => {
  test.each(parts)("of nothing but %j is redacted in a moment", (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length));
    const start = performance.now();
    for (const each of [text, `${text}@example.com`, `${text}1`]) redactor.redactText(each);
    // About 0.1 s each at the worst; a search that is quadratic takes minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

test("a text that the engine cannot search is an error that names the redaction, and is not stored", () => {
  expect(() => redactor.redactText("1".repeat(30_000_000))).toThrow(RedactionError);
});
