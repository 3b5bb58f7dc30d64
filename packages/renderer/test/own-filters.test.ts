import type { TemplateFilter } from "@promptrail/core";
import { expect, test } from "vitest";
import { compileTemplate } from "../src/index.js";

const received: unknown[][] = [];
const spy: TemplateFilter = {
  name: "spy",
  version: 1,
  apply: (...args) => {
    received.push(args);
    return args[0];
  },
};

test("an own filter receives plain values and cannot change the context", () => {
  received.length = 0;
  const list = ["a"];
  const change: TemplateFilter = {
    name: "change",
    version: 1,
    apply: (value) => {
      if (Array.isArray(value)) value.push("b");
      return value;
    },
  };
  const template = compileTemplate("{{ list | change | spy(6 / 2, none, {'k': (1, 2)}) }}", {
    filters: [spy, change],
  });
  expect(template.render({ list })).toBe("['a', 'b']");
  expect(list).toEqual(["a"]);
  expect(received).toEqual([[["a", "b"], 3, null, { k: [1, 2] }]]);
  expect(template.filters).toEqual(["change", "spy"]);
});

test("an own filter is not asked about an absent value", () => {
  received.length = 0;
  const template = compileTemplate("{{ x | spy }}", { filters: [spy] });
  expect(() => template.render({})).toThrow("'x' is undefined");
  expect(received).toEqual([]);
});

test("an own filter that throws or returns what no template can hold is named, without values", () => {
  const failing: TemplateFilter = {
    name: "failing",
    version: 1,
    apply: (value) => {
      throw new Error(`secret ${String(value)}`);
    },
  };
  const odd: TemplateFilter = { name: "odd_one", version: 1, apply: () => () => 1 };
  const options = { filters: [failing, odd] };
  expect(() => compileTemplate("{{ x | failing }}", options).render({ x: "hunter2" })).toThrow(
    "filter 'failing' failed (Error); it must accept this value",
  );
  expect(() => compileTemplate("{{ 1 | odd_one }}", options).render({})).toThrow(
    "what filter 'odd_one' returned is a function",
  );
});

test("an own filter cannot take a built-in's name or be registered twice", () => {
  const upper: TemplateFilter = { name: "upper", version: 1, apply: (value) => value };
  expect(() => compileTemplate("x", { filters: [upper] })).toThrow("is a built-in filter's name");
  expect(() => compileTemplate("x", { filters: [spy, spy] })).toThrow("is registered twice");
});

test("map applies an own filter to each item", () => {
  expect(compileTemplate("{{ [1, 2.5] | map('currency') | join(' ') }}").render({})).toBe(
    "$1.00 $2.50",
  );
});
