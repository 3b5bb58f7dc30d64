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

test("takes how calls are logged, and what shadow runs may take", () => {
  const settings = {
    logging: {
      durability: "memory",
      bodyDays: 7,
      redact: { patterns: [{ name: "c", pattern: /C/ }] },
    },
    shadowBudget: { callsPerMinute: 10 },
    families: { greeting: { logging: { bodyRate: 0.5 }, shadowBudget: { dollarsPerDay: 0.5 } } },
  };
  expect(parseConfig({ ...config, ...settings }, "A config")).toMatchObject(settings);
});

test.each([
  [{ logging: { bodyDays: 8 } }, /logging\.bodyDays/],
  [{ logging: { redact: true } }, /logging\.redact/],
  [{ families: { greeting: { logging: { redact: false } } } }, /families\.greeting\.logging/],
  [{ shadowBudget: { callsPerMinute: -1 } }, /shadowBudget\.callsPerMinute/],
  [{ spool: "a folder" }, /spool.*must be a spool/s],
])("refuses %j, with the path", (settings, told) => {
  expect(() => parseConfig({ ...config, ...settings }, "A config")).toThrow(told);
});
