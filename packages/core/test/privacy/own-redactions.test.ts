import { describe, expect, test } from "vitest";
import { isPromptrailError } from "../../src/errors.js";
import { createRedactor, RedactionError, type RedactionSettings } from "../../src/privacy.js";

const redactText = (settings: RedactionSettings, text: string) =>
  createRedactor(settings).redactText(text);

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}

describe("own patterns", () => {
  test("replace what they match by their name", () => {
    const patterns = [
      { name: "customer", pattern: /\bKND-\d{6}\b/g },
      { name: "plate", pattern: "[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \\d{1,4}" },
    ];
    expect(redactText({ patterns }, "🎉 KND-123456 drives M-AB 123. KND-1 does not.")).toEqual({
      value: "🎉 [customer] drives [plate]. KND-1 does not.",
      found: { customer: 1, plate: 1 },
    });
  });

  test("that match what stands for something, or everything, change it once", () => {
    const redactor = createRedactor({ patterns: [{ name: "all", pattern: /\w+/ }] });
    const { value } = redactor.redactText("Ann is ann@x.de [all] [other]");
    expect(value).toBe("[all] [all] [email] [all] [[all]]");
    expect(redactor.redactText(value).value).toBe(value);
  });

  test("see the digits of short numbers, too", () => {
    const redactor = createRedactor({ patterns: [{ name: "pin", pattern: /^\d{4}$/ }] });
    expect(redactor.redactValue([1234, 12345]).value).toEqual(["[pin]", 12345]);
  });

  test.each([
    ["looks ahead", /a(?=b)/, "lookahead"],
    ["refers back", /(a)\1/, "backreference"],
    ["is no expression", "(", "is not a regular expression"],
    ["is too large", /(?:a{0,30}b{0,30}c{0,30}){30}/, "steps"],
  ])("one that %s is refused when the redactor is made", (_what, pattern, reason) => {
    expect(() => createRedactor({ patterns: [{ name: "mine", pattern }] })).toThrow(
      expect.objectContaining({
        code: "invalid_definition",
        message: expect.stringMatching(new RegExp(`redaction "mine".*${reason}`)),
      }),
    );
  });

  test("cannot hold a process up: what takes too long is an error, and then nothing is stored", () => {
    const redactor = createRedactor({
      patterns: [{ name: "slow", pattern: "(?:a|b)(?:.|\\n)*z|a" }],
    });
    const start = performance.now();
    const error = failureOf(() => redactor.redactText("a".repeat(100_000)));
    expect(error).toBeInstanceOf(RedactionError);
    expect(performance.now() - start).toBeLessThan(5_000);
    const large = createRedactor({ patterns: [{ name: "large", pattern: /[a-z]{400}x/ }] });
    expect(() => large.redactText("a".repeat(1_000_000))).toThrow(
      "too long for a pattern of this size",
    );
  });
});

describe("own detectors", () => {
  const nameDetector = {
    name: "name",
    version: 3,
    find: (text: string) =>
      [...text.matchAll(/Ann/g)].map(({ index }) => ({ start: index, end: index + 3 })),
  };

  test("replace what they find, and what overlaps becomes one", () => {
    const redactor = createRedactor({ detectors: [nameDetector] });
    expect(redactor.redactText("Ann Ann.Smith@x.de").value).toBe("[name] [email]");
  });

  test("never cut a character in half", () => {
    const find = (text: string) => (text.includes("🎉") ? [{ start: 1, end: 2 }] : []);
    const { value } = redactText({ detectors: [{ name: "half", version: 1, find }] }, "🎉a");
    expect(value).toBe("[half]a");
  });

  test.each([
    [
      "throws",
      () => {
        throw new TypeError("about ann@example.com");
      },
      "a TypeError",
    ],
    [
      "throws what tells of the text in its name",
      () => {
        throw Object.assign(new Error("about ann@"), { name: "ann@example.com" });
      },
      "an error",
    ],
    ["returns no list", () => null as never, "a TypeError"],
    ["leaves the text", () => [{ start: 0, end: 99 }], "outside of the text"],
    ["returns halves", () => [{ start: 0.5, end: 1 }], "outside of the text"],
    [
      "never ends",
      function* () {
        for (;;) yield { start: 0, end: 1 };
      },
      "more spans",
    ],
    [
      "finds one letter at a time",
      (text: string) => {
        const start = text.search(/[a-z](?!\w*\])/);
        return start < 0 ? [] : [{ start, end: start + 1 }];
      },
      "after 10 rounds",
    ],
  ])("one that %s fails by its name, without a word of the text", (_what, find, reason) => {
    const detectors = [{ name: "mine", version: 1, find }];
    const error = failureOf(() => redactText({ detectors }, "Somebody mails ann@example.com"));
    expect(isPromptrailError(error)).toBe(true);
    expect(error).toMatchObject({ detector: "mine", data: { detector: "mine" } });
    expect(String(error)).toMatch(new RegExp(reason));
    expect(JSON.stringify([error, String(error), (error as Error).cause ?? null])).not.toContain(
      "ann@",
    );
  });
});

describe("a redactor", () => {
  test("names what it is made of, so that a record tells how it was redacted", () => {
    const detectors = [{ name: "mine", version: 7, find: () => [] }];
    const { version } = createRedactor({
      detectors,
      patterns: [{ name: "pin", pattern: /\d{4}/ }],
    });
    expect(version).toMatch(
      /^redaction@2 key@1 card@2 iban@2 email@1 phone@2 mine@7 pin@[0-9a-f]{12}$/,
    );
    const others = [/\d{5}/, /\d{4}/i, "\\d{4}"].map(
      (pattern) => createRedactor({ detectors, patterns: [{ name: "pin", pattern }] }).version,
    );
    expect(new Set([version, ...others]).size).toBe(4);
    expect(
      createRedactor({ detectors, patterns: [{ name: "pin", pattern: /\d{4}/g }] }).version,
    ).toBe(version);
  });

  test("does without what is no secret here", () => {
    const redactor = createRedactor({ without: ["email"] });
    expect(redactor.version).not.toContain("email");
    expect(redactor.redactText("ann@x.de, 4111111111111111").value).toBe("ann@x.de, [card]");
  });

  test.each([
    ["a name with a space", { patterns: [{ name: "a b", pattern: /a/ }] }, "invalid_definition"],
    ["no name", { patterns: [{ name: "", pattern: /a/ }] }, "invalid_definition"],
    ["a name of ours", { patterns: [{ name: "email", pattern: /a/ }] }, "duplicate_name"],
    [
      "a name twice",
      {
        patterns: [{ name: "a", pattern: /a/ }],
        detectors: [{ name: "a", version: 1, find: () => [] }],
      },
      "duplicate_name",
    ],
  ])("refuses %s", (_what, settings, code) => {
    expect(() => createRedactor(settings)).toThrow(expect.objectContaining({ code }));
  });
});
