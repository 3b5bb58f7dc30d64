import { afterAll, expect, test } from "vitest";
import { createRenderer, currencyFilter } from "../../src/index.js";
import { quit, seen, shout } from "./fixtures/shop-filters.js";

const filterModules = [new URL("./fixtures/shop-filters.ts", import.meta.url)];
const renderer = createRenderer({ worker: { filterModules, deadlineMs: 10_000 } });
const bare = createRenderer({ worker: {} });

afterAll(() => {
  renderer.close();
  bare.close();
});

test("an own filter comes from a module that the worker imports", () => {
  const template = renderer.compile("{{ word | shout }}", { name: "t", filters: [shout] });
  expect(template.filters).toEqual(["shout"]);
  expect(template.render({ word: "new" })).toBe("new!");
});

test("a filter of a module is unknown to a template that does not name it", () => {
  expect(() => renderer.compile("{{ word | shout }}", { name: "t", filters: [] })).toThrow(
    "t: no filter named 'shout'",
  );
});

test("filters for every template come from the modules too", () => {
  const shared = createRenderer({ filters: [shout], worker: { filterModules } });
  expect(shared.compile("{{ 1 | shout }}", { name: "t", filters: [] }).render({})).toBe("1!");
  shared.close();
});

test("currency needs no module", () => {
  const options = { name: "t", filters: [currencyFilter] };
  expect(bare.compile("{{ 2.5 | currency }}", options).render({})).toBe("$2.50");
  expect(bare.compile("{{ 2.5 | currency }}", options).filters).toEqual(["currency"]);
});

test("an own filter without a module is refused with the cure", () => {
  expect(() => bare.compile("{{ 1 | shout }}", { name: "t", filters: [shout] })).toThrow(
    "The filter 'shout' is a function and cannot be sent to the render worker. Export it from a module, and name that module in worker.filterModules.",
  );
});

test("another version of a filter than the module's is refused", () => {
  const newer = { ...shout, version: 3 };
  expect(() => renderer.compile("{{ 1 | shout }}", { name: "t", filters: [newer] })).toThrow(
    "has version 3 here and version 2 in worker.filterModules",
  );
});

test("a module that cannot be imported, or has no filters, is named", () => {
  const absent = createRenderer({ worker: { filterModules: ["file:///nowhere/filters.js"] } });
  expect(() => absent.compile("x", { name: "t", filters: [] })).toThrow(
    "The filter module file:///nowhere/filters.js cannot be imported",
  );
  const empty = createRenderer({ worker: { filterModules: ["node:path"] } });
  expect(() => empty.compile("x", { name: "t", filters: [] })).toThrow(
    "The filter module node:path exports no template filter",
  );
});

test("the worker sees no environment and no arguments of the process", () => {
  process.env["PROMPTRAIL_TEST_SECRET"] = "hunter2";
  const other = createRenderer({ worker: { filterModules } });
  try {
    const template = other.compile("{{ 1 | seen }}", { name: "t", filters: [seen] });
    expect(template.render({})).toBe("[{},[],[]]");
  } finally {
    delete process.env["PROMPTRAIL_TEST_SECRET"];
    other.close();
  }
});

test("a worker that ends by itself is an error, and the next call starts another", () => {
  const template = renderer.compile("{{ 'x' | quit if leave else 'stays' }}", {
    name: "farewell",
    filters: [quit],
  });
  expect(template.render({ leave: false })).toBe("stays");
  expect(() => template.render({ leave: true })).toThrow(
    "farewell: the render worker ended with exit code 3 before it answered",
  );
  expect(template.render({ leave: false })).toBe("stays");
});
