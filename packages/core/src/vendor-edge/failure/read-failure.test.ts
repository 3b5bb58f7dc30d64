import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../../json/json-value.js";
import { readFailure } from "./read-failure.js";

const page = `<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>${"x".repeat(100_000)}</body></html>`;

const told: readonly [what: string, body: JsonValue, words: string, more?: object][] = [
  [
    "OpenAI's form",
    { error: { message: "No.", type: "invalid_request_error", code: "model_not_found" } },
    "No.",
    { names: ["model_not_found", "invalid_request_error"], status: undefined },
  ],
  [
    "Anthropic's form",
    { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
    "Overloaded",
    { names: ["overloaded_error"] },
  ],
  ["a status for a code", { error: { message: "No.", code: 402 } }, "No.", { status: 402 }],
  ["a status as a text", { error: { message: "No.", code: "429" } }, "No.", { status: 429 }],
  [
    "Google's list",
    [{ error: { code: 429, message: "No.", status: "RESOURCE_EXHAUSTED" } }],
    "No.",
    { names: ["RESOURCE_EXHAUSTED"], status: 429 },
  ],
  ["a text for an error", { error: "No such model" }, "No such model"],
  ["words beside the error", { error: { code: "x" }, message: "No." }, "No."],
  ["an error of no known form", { error: { oh: "no" } }, '{"oh":"no"}'],
  ["a list of errors", { errors: [{ message: "No." }] }, "No."],
  ["FastAPI's form", { detail: "Not Found" }, "Not Found"],
  ["FastAPI's list", { detail: [{ msg: "field required" }] }, '[{"msg":"field required"}]'],
  ["vLLM's form", { object: "error", message: "No.", code: 400 }, "No.", { status: 400 }],
  ["a message alone", { message: "no Route matched" }, "no Route matched"],
  ["a failure at a choice", { choices: [{ error: { message: "No.", code: 502 } }] }, "No."],
  ["a text", "upstream connect error", "upstream connect error"],
  ["JSON in a text", '{"error":{"message":"No."}}', "No."],
  ["a page", page, 'a web page, "502 Bad Gateway"'],
  [
    "a page without a title",
    "<html><body><h1>Blocked&nbsp;here</h1>",
    'a web page, "Blocked here"',
  ],
];

test.each(told)("%s is read", (_what, body, words, more = {}) => {
  expect(readFailure(body)).toMatchObject({ words, ...more });
});

test.each<[JsonValue]>([
  [{ choices: [{ message: { content: "Hello" } }], error: null }],
  [{ type: "message", content: [], error: "" }],
  [{ type: "message_start", message: { model: "m" } }],
  [{ choices: [], message: "beside an answer" }],
  [null],
  [""],
  [[]],
])("%j tells of no failure", (body) => {
  expect(readFailure(body)).toBeNull();
});

test("whatever a body is, it is read, and quickly", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      const failure = readFailure(body as JsonValue);
      if (failure !== null) expect(typeof failure.words).toBe("string");
    }),
  );
  for (const sign of ["<", "<script>", "<title", " "]) {
    expect(readFailure(`<html>${sign.repeat(1_000_000)}`)?.words.length).toBeLessThan(200);
  }
});
