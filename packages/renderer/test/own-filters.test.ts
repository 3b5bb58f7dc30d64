import { inspect } from "node:util";
import { defineFunction, type TemplateFilter, TemplateRefusal } from "@promptrail/core";
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

const named: TemplateFilter = {
  name: "cut",
  version: 1,
  parameters: ["length", "end"],
  apply: (value, length = 3, end = "…") =>
    `${String(value).slice(0, Number(length))}${String(end)}`,
};

test("an own filter takes arguments by the names that it declares", () => {
  const render = (source: string) => compileTemplate(source, { filters: [named] }).render({});
  expect(render("{{ 'abcdef' | cut(end='!') }}")).toBe("abc!");
  expect(render("{{ 'abcdef' | cut(2, end='') }}{{ 'abcdef' | cut(end='', length=1) }}")).toBe(
    "aba",
  );
  expect(render("{{ ['abcd'] | map('cut', length=1) | join }}")).toBe("a…");
  expect(() => render("{{ 'a' | cut(width=1) }}")).toThrow("'cut' has no argument 'width'");
  expect(() => render("{{ 'a' | cut(1, length=1) }}")).toThrow("'cut' got two values for 'length'");
  expect(() => render("{{ 'a' | cut(1, 2, 3) }}")).toThrow(
    "'cut' takes at most 2 arguments, got 3",
  );
  expect(() => compileTemplate("{{ 1 | spy(a=2) }}", { filters: [spy] }).render({})).toThrow(
    "filter 'spy' takes its arguments by position; declare its parameters to pass them by name",
  );
});

const lookup = defineFunction({
  name: "lookup",
  version: 1,
  parameters: ["code", "lang"],
  call: (code, lang = "en") => ({ code, lang }),
});
const refuse = defineFunction({
  name: "raise_exception",
  version: 2,
  call: (message) => {
    throw new TemplateRefusal(String(message));
  },
});

test("an own function is called with plain values, and the context's name comes first", () => {
  const template = compileTemplate("{{ lookup('x', lang=l).lang }}{{ lookup(code=1).code + 1 }}", {
    functions: [lookup, refuse],
  });
  expect(template.render({ l: "de" })).toBe("de2");
  expect(template.functions).toEqual(["lookup"]);
  expect(template.variables.map(({ path, use }) => [path, use])).toEqual([["l", "always"]]);
  const shadowed = compileTemplate("{{ lookup }}", { functions: [lookup] });
  expect(shadowed.render({ lookup: "mine" })).toBe("mine");
  expect(() => shadowed.render({})).toThrow("'lookup' is a function; call it");
});

test("an own function that refuses says why to the caller alone", () => {
  const template = compileTemplate(
    "{% if n > 2 %}\n{{ raise_exception('no: ' ~ who) }}{% endif %}ok",
    {
      name: "t",
      functions: [refuse],
    },
  );
  expect(template.render({ n: 1 })).toBe("ok");
  let caught: unknown;
  try {
    template.render({ n: 3, who: "hunter2" });
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ kind: "refused", line: 2, refusal: "no: hunter2" });
  // Neither a logger's view of it, nor its data, nor its message has the text.
  const seen = [inspect(caught), JSON.stringify(caught), String(caught), Object.keys(caught ?? {})];
  expect(seen.join(" ")).not.toContain("hunter2");
  expect(String(caught)).toContain("function 'raise_exception' refused its arguments");
});

test("an own function cannot take a built-in's name, and must be defined well", () => {
  const range = defineFunction({ ...lookup, name: "range" });
  expect(() => compileTemplate("x", { functions: [range] })).toThrow(
    "is a built-in function's name",
  );
  const settings = { name: "a b", version: 0, parameters: ["x", "x"], call: () => 1 };
  expect(() => defineFunction(settings)).toThrow(
    /a b is not defined correctly.*name.*version.*parameters/u,
  );
});
