import { expect, test } from "vitest";
import { parseConfig } from "../src/index.js";

const config = { prompts: [], providers: [] };

test.each(["serve", "refuse"])("takes a family that is to %s without state", (withoutState) => {
  const families = { greeting: { gate: "none", withoutState } };
  expect(parseConfig({ ...config, families }, "A config").families).toEqual(families);
});

test("takes settings that are to be strict, and that of one family", () => {
  const families = { greeting: { strictSettings: false } };
  const parsed = parseConfig({ ...config, strictSettings: true, families }, "A config");
  expect(parsed).toMatchObject({ strictSettings: true, families });
});

test.each([{ withoutState: "panic" }, { withoutstate: "refuse" }, { strictSettings: "yes" }])(
  "refuses the family settings %j, with the path",
  (greeting) => {
    const parse = () => parseConfig({ ...config, families: { greeting } }, "A config");
    expect(parse).toThrow(/families\.greeting/);
  },
);
