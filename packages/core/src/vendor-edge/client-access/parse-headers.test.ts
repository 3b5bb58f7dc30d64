import { expect, test } from "vitest";
import { listSecrets, parseHeaders } from "./parse-headers.js";

test("headers of any letter case are taken as they are", () => {
  const headers = { "X-Team": "search", authorization: "Bearer abcdefgh" };
  expect(parseHeaders("openai", headers)).toEqual(headers);
  expect(parseHeaders("openai")).toEqual({});
});

const refused: readonly [name: string, value: unknown, reason: string][] = [
  ["x team", "a-secret-value", "its name is none of HTTP"],
  [
    "x-team",
    "a-secret-value\nx-other: 1",
    "its value holds a character that no HTTP header carries",
  ],
  ["x-team", "a-secret-value\n", "its value ends in white space or a line break"],
  ["x-team", undefined, "its value is no text"],
];

test.each(refused)("the header %j with the value %j is refused by name", (name, value, reason) => {
  const parse = () => parseHeaders("openai", { [name]: value } as Record<string, string>);
  expect(parse).toThrow(`openai() cannot send the header ${JSON.stringify(name)}: ${reason}`);
  expect(parse).not.toThrow("a-secret-value");
});

test("the parts of a header that may be keys are secrets", () => {
  expect(listSecrets({ authorization: "Bearer abcdefgh", "x-team": "search" })).toEqual([
    "abcdefgh",
  ]);
});
