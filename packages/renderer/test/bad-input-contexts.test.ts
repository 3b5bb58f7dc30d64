import { describe, expect, test } from "vitest";
import { measureCpu } from "../../../tooling/test/run/measure-cpu.ts";
import { openBothWays } from "./both-ways.js";

const render = openBothWays();

class Product {
  title = "secret";
}
class Shelf extends Map<string, unknown> {}

function refused(kind: string, path?: string, line = 1, column = 4): unknown {
  return expect.objectContaining({ kind, path, line, column });
}

/** `levels` objects inside each other. */
function nest(levels: number): unknown {
  let value: unknown = "end";
  for (let level = 0; level < levels; level += 1) value = { inner: value };
  return value;
}

function withProperty(descriptor: PropertyDescriptor): object {
  return Object.defineProperty({ kept: 1 }, "x", descriptor);
}

const foreign: readonly (readonly [string, unknown])[] = [
  ["a function", () => "x"],
  ["a class", Product],
  ["a class instance", new Product()],
  ["a date", new Date(0)],
  ["a set", new Set([1])],
  ["a subclass of Map", new Shelf([["a", 1]])],
  ["a regular expression", /x/u],
  ["an error", new Error("x")],
  ["a buffer", Buffer.from("a")],
  ["a typed array", new Uint8Array(2)],
  ["a promise", Promise.resolve(1)],
  ["a boxed text", Object("x")],
  ["a boxed number", Object(1)],
  ["a symbol", Symbol("x")],
  ["a BigInt", 10n],
  ["a proxy of an object", new Proxy({ a: 1 }, {})],
  ["a proxy of a list", new Proxy([1], {})],
  ["a proxy of a function", new Proxy(() => 1, {})],
];

const numbers: readonly (readonly [string, unknown])[] = [
  ["NaN", Number.NaN],
  ["infinity", Number.POSITIVE_INFINITY],
  ["minus infinity", Number.NEGATIVE_INFINITY],
  ["2^53", 2 ** 53],
  ["-(2^53)", -(2 ** 53)],
  ["1e300", 1e300],
];

const values = [
  ...foreign.map(([what, value]) => [what, value, "context"] as const),
  ...numbers.map(([what, value]) => [what, value, "value"] as const),
];

describe("a value that templates cannot take", () => {
  test.each(values)("%s is refused where it is read, and nowhere else", (_what, value, kind) => {
    expect(render("{{ x }}", { x: value })).toEqual(refused(kind, "x"));
    expect(render("\n{{ a.x }}", { a: { x: value } })).toEqual(refused(kind, "a.x", 2));
    expect(render("{{ a[1] }}", { a: [0, value] })).toEqual(refused(kind, "a[1]"));
    expect(render("{{ a.x }}", { a: new Map([["x", value]]) })).toEqual(refused(kind, "a.x"));
    expect(render("{{ a }}", { a: [value] })).toEqual(expect.objectContaining({ kind, line: 1 }));
    const loop = "{% for i in a %}{{ i }}{% endfor %}";
    expect(render(loop, { a: [value] })).toEqual(expect.objectContaining({ kind, line: 1 }));
    expect(render("{{ a.kept }}", { a: { x: value, kept: 1 }, x: value })).toBe("1");
  });

  test("the largest and smallest numbers that it can take print as Python prints them", () => {
    expect(render("{{ x }}", { x: 2 ** 53 - 1 })).toBe("9007199254740991");
    expect(render("{{ x }}", { x: 1 - 2 ** 53 })).toBe("-9007199254740991");
    expect(render("{{ x }}", { x: 5e-324 })).toBe("5e-324");
    expect(render("{{ x }}", { x: -0 })).toBe("0");
  });

  test("a lone surrogate is refused", () => {
    expect(render("{{ x }}", { x: "a\ud83d" })).toEqual(refused("value", "x"));
    expect(render("{{ x }}", { x: "\ud83d\ude00" })).toBe("\u{1f600}");
  });
});

describe("properties", () => {
  test("getters and setters are refused and never run", () => {
    const ran: string[] = [];
    const get = () => ran.push("get");
    const set = () => ran.push("set");
    for (const descriptor of [{ get }, { set }, { get, set }]) {
      const x = withProperty({ ...descriptor, enumerable: true });
      expect(render("{{ a.x }}", { a: x })).toEqual(refused("context", "a.x"));
      expect(render("{{ x }}", x)).toEqual(refused("context", "x"));
      expect(render("{{ a }}", { a: x })).toEqual(expect.objectContaining({ kind: "context" }));
      expect(render("{{ a.kept }}{{ a | length }}", { a: x })).toBe("12");
    }
    const list = Object.defineProperty([1], 0, { get, enumerable: true });
    expect(render("{{ a[0] }}", { a: list })).toEqual(refused("context", "a[0]"));
    const proxy = new Proxy({}, { getOwnPropertyDescriptor: () => void ran.push("trap"), get });
    expect(render("{{ x }}", proxy)).toEqual(expect.objectContaining({ kind: "context" }));
    expect(ran).toEqual([]);
  });

  test("what JSON would not write is absent", () => {
    const absent = [
      withProperty({ value: undefined, enumerable: true }),
      withProperty({ value: 2, enumerable: false }),
      { kept: 1, [Symbol("x")]: 2 },
      new Map<string, unknown>([
        ["kept", 1],
        ["x", undefined],
      ]),
    ];
    const template =
      "{{ a }}{{ a | length }}{{ a | list }}{{ 'x' in a }}{{ a.x is defined }}{{ a.keys() | list }}{% for k in a %}{{ k }}{% endfor %}{% for k, v in a.items() %}{{ v }}{% endfor %}{{ a == {'kept': 1} }}";
    for (const a of absent) {
      expect(render(template, { a })).toBe("{'kept': 1}1['kept']FalseFalse['kept']kept1True");
      expect(render("{{ a.x }}", { a })).toEqual(refused("undefined", "a.x"));
    }
    expect(render("{% if a %}T{% else %}F{% endif %}", { a: { x: undefined } })).toBe("F");
    expect(render("{{ x }}", { x: undefined })).toEqual(refused("undefined", "x"));
  });

  test("a key `__proto__` is a key, and no prototype", () => {
    const a: unknown = JSON.parse('{"__proto__": {"p": 1}, "a": 2}');
    expect(render("{{ a }}{{ a['__proto__'].p }}", { a })).toBe("{'__proto__': {'p': 1}, 'a': 2}1");
    expect(render("{{ a.p }}", { a })).toEqual(refused("undefined", "a.p"));
    expect(render("{{ p }}", a)).toEqual(refused("undefined", "p"));
    expect(render("{{ toString }}", {})).toEqual(refused("undefined", "toString"));
  });

  test("objects without a prototype, and frozen ones, are like others", () => {
    const bare: unknown = Object.assign(Object.create(null), { a: 1 });
    expect(render("{{ x }}{{ x.a }}", { x: bare })).toBe("{'a': 1}1");
    expect(render("{{ a }}", bare)).toBe("1");
    expect(render("{{ x }}", { x: Object.freeze({ a: 1 }) })).toBe("{'a': 1}");
  });
});

describe("lists and maps", () => {
  test("holes are None, and named properties of a list do not exist", () => {
    const sparse = Object.assign([], { 0: 1, 2: 3 });
    const template = "{{ x }}{{ x | length }}{{ x[1] }}{% for i in x %}{{ i }}{% endfor %}";
    expect(render(template, { x: sparse })).toBe("[1, None, 3]3None1None3");
    expect(render("{{ x }}", { x: [undefined] })).toBe("[None]");
    const named = Object.assign([1], { extra: 5 });
    expect(render("{{ x }}", { x: named })).toBe("[1]");
    expect(render("{{ x.extra }}", { x: named })).toEqual(refused("undefined", "x.extra"));
  });

  test("a list too long to be read is refused at once", () => {
    const x = Array.from({ length: 3 });
    x.length = 1_000_000_000;
    expect(render("{{ x | length }}{{ x[999999999] }}", { x })).toBe("1000000000None");
    const cpuMs = measureCpu(() => {
      for (const template of ["{{ x }}", "{{ x | first }}", "{% for i in x %}{% endfor %}"]) {
        const refused = expect.objectContaining({ kind: "limit", line: 1 });
        expect(render(template, { x })).toEqual(refused);
      }
    });
    expect(cpuMs).toBeLessThan(5000);
  });

  test("a long list and a long text are read", () => {
    expect(render("{{ x | sum }}", { x: Array.from({ length: 1_000_000 }, () => 1) })).toBe(
      "1000000",
    );
    expect(render("{{ x }}", { x: "x".repeat(1_000_000) })).toBe("x".repeat(1_000_000));
  });

  test("a map keeps its order and the types of its keys", () => {
    const x = new Map<unknown, unknown>([
      ["b", 1],
      [1, "x"],
      [1.5, "y"],
      [null, "n"],
      ["a", 2],
    ]);
    expect(render("{{ x }}{{ x[1] }}{{ x.a }}{{ x[none] }}", { x })).toBe(
      "{'b': 1, 1: 'x', 1.5: 'y', None: 'n', 'a': 2}x2n",
    );
    expect(render("{{ a }}", new Map([["a", 1]]))).toBe("1");
  });

  test("a map with a key that Python could not hash, or that is no data, is refused", () => {
    const keys = [{}, [], () => 1, Symbol("x"), Number.NaN, 10n, new Date(0)];
    for (const key of keys) {
      const x = new Map<unknown, unknown>([[key, 1]]);
      expect(render("{% for k in x %}{{ k }}{% endfor %}", { x })).toEqual(
        refused("context", "x", 1, 13),
      );
      expect(render("{{ x }}", { x })).toEqual(expect.objectContaining({ kind: "context" }));
    }
  });

  test("a map's values are admitted as an object's are", () => {
    expect(render("{{ a }}", new Map([["a", () => 1]]))).toEqual(refused("context", "a"));
    expect(render("{{ a }}", new Map([["a", Number.NaN]]))).toEqual(refused("value", "a"));
    expect(render("{{ a }}", new Shelf([["a", 1]]))).toEqual(
      expect.objectContaining({ kind: "context" }),
    );
  });
});

describe("shape", () => {
  test("a value that contains itself can be read, and not printed or compared", () => {
    const x: Record<string, unknown> = { a: 1 };
    x["self"] = x;
    expect(render("{{ x.self.self.a }}{{ x == x.self }}", { x })).toBe("1True");
    const list: unknown[] = [];
    list.push(list);
    for (const filter of ["string", "tojson", "json", "pprint", "join", "list"]) {
      for (const value of [x, list]) {
        if (value === x && ["join", "list"].includes(filter)) continue;
        const shown = filter === "list" ? "{{ x | list | tojson }}" : `{{ x | ${filter} }}`;
        expect(render(shown, { x: value })).toEqual(
          expect.objectContaining({ kind: expect.stringMatching(/context|limit/), line: 1 }),
        );
      }
    }
  });

  test("10,000 levels can be read into, and not printed or compared", () => {
    const x = nest(10_000);
    expect(render("{{ x.inner.inner is mapping }}", { x })).toBe("True");
    for (const template of ["{{ x }}", "{{ x | tojson }}", "{{ x == y }}", "{{ [x, y] | sort }}"]) {
      const outcome = render(template, { x, y: nest(10_000) });
      expect(outcome).toEqual(
        expect.objectContaining({ kind: expect.stringMatching(/limit|type/) }),
      );
    }
    expect(render("{{ x }}", { x: nest(90) })).toBe(
      `${"{'inner': ".repeat(90)}'end'${"}".repeat(90)}`,
    );
  });

  test("a value that stands in two places is printed in both", () => {
    const shared = { a: [1] };
    expect(render("{{ x }}{{ y }}", { x: [shared, shared], y: shared })).toBe(
      "[{'a': [1]}, {'a': [1]}]{'a': [1]}",
    );
  });

  test("a context that is no mapping is refused", () => {
    for (const context of [
      null,
      undefined,
      "x",
      1,
      true,
      [],
      () => 1,
      new Date(0),
      new Product(),
    ]) {
      expect(render("x", context)).toEqual(expect.objectContaining({ kind: "context" }));
    }
  });
});
