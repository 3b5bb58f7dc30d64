import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createAskPerson } from "./ask-person.js";

test.each([
  ["a line", "yes\n", "yes"],
  ["an empty line", "\n", ""],
])("what a person types is given: %s", async (_what, typed, answer) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const asking = createAskPerson(input, output)("Go on? ");
  input.write(typed);
  expect(await asking).toBe(answer);
  expect(String(output.read())).toBe("Go on? ");
});

test("a person who leaves has said nothing", async () => {
  const input = new PassThrough();
  const asking = createAskPerson(input, new PassThrough())("Go on? ");
  input.end();
  expect(await asking).toBe("");
});
