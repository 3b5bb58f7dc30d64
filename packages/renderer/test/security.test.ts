import { describe, expect, test } from "vitest";
import { compileTemplate, TemplateError } from "../src/index.js";
import { globalState } from "./global-state.js";

const context = {
  name: "Ada",
  items: ["a"],
  record: { a: 1 },
};

function kindOf(template: string, given: object = context): string {
  try {
    return `rendered ${compileTemplate(template).render(given)}`;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.kind;
  }
}

// The first error loads modules that set their own members.
kindOf("{{ absent }}");
globalState();

describe("attacks", () => {
  const attacks: readonly (readonly [string, string])[] = [
    ['{{ range.constructor("return globalThis")() }}', "undefined"],
    ["{{ ''.constructor.constructor }}", "undefined"],
    ["{{ name.trim.constructor }}", "undefined"],
    ["{{ name.strip.constructor }}", "undefined"],
    ["{{ cycler.constructor }}", "undefined"],
    ["{{ joiner().constructor }}", "undefined"],
    ["{% macro m() %}{% endmacro %}{{ m.constructor }}", "undefined"],
    ["{{ [].concat }}", "undefined"],
    ["{% for i in items %}{{ loop.constructor.constructor }}{% endfor %}", "undefined"],
    ['{{ range["const" + "ructor"] }}', "undefined"],
    ['{{ record["__pro" ~ "to__"] }}', "undefined"],
    ["{{ record.__proto__ }}", "undefined"],
    ["{{ record.prototype }}", "undefined"],
    ["{{ record.hasOwnProperty('a') }}", "undefined"],
    ["{{ items.length }}", "undefined"],
    ["{{ [range] | join('', 'constructor') }}", "undefined"],
    ["{{ [record] | map(attribute='constructor') | list }}", "rendered [Undefined]"],
    ["{{ record | attr('constructor') }}", "undefined"],
    ["{{ '{0.constructor}'.format(record) }}", "undefined"],
    ['{{ a"^Function`globalThis\\x2eP\\x3d1```^"b }}', "syntax"],
    ['{{ 1 | a"^Function`globalThis\\x2eP\\x3d1```^"b }}', "syntax"],
    ['{% for a"b in items %}{% endfor %}', "syntax"],
    ["{{ 1 is 'even\").call(0)||(globalThis.P=1)||env.getTest(\"even' }}", "syntax"],
    ["{{ ({}).__proto__.update({polluted: 'yes'}) }}", "undefined"],
    ["{% set __proto__ = {'p': 1} %}{{ p }}", "undefined"],
    ["{% set record2 = {'__proto__': {'p': 1}} %}{{ record2.p }}", "undefined"],
    ["r/(a+)+$/.test('a')", "rendered r/(a+)+$/.test('a')"],
    ["{{ r/(a+)+$/.test('a') }}", "syntax"],
    ["{% include 'x' %}", "syntax"],
    ["{% import 'x' as y %}", "syntax"],
    ["{% from 'x' import y %}", "syntax"],
    ["{% extends 'x' %}", "syntax"],
    ["{{ self }}", "undefined"],
    ["{{ super() }}", "undefined"],
    ["{{ globalThis }}", "undefined"],
    ["{{ process.env }}", "undefined"],
    ["{{ toString }}", "undefined"],
    ["{{ r }}{{ output }}{{ t_1 }}", "undefined"],
  ];

  test.each(attacks)("%s ends as %s", (template, outcome) => {
    const before = globalState();
    const kind = kindOf(template);
    // Before `expect`, which sets a member of globalThis when it is first used.
    const after = globalState();
    expect(kind).toBe(outcome);
    expect(after).toEqual(before);
  });

  test("a name with unusual letters reaches no variable of the generated code", () => {
    expect(kindOf("{{ ｒ }}", { ｒ: "own" })).toBe("rendered own");
    expect(kindOf("{{ ｒ }}", { r: "own" })).toBe("undefined");
    expect(kindOf('{{ d["\\u2028"] }}', { d: { "\u2028": "line" } })).toBe("rendered line");
  });
});

describe("contexts", () => {
  class Product {
    title = "secret";
  }
  const ran: string[] = [];
  const getter = {
    get title() {
      ran.push("getter");
      return "x";
    },
  };
  const refused: readonly (readonly [string, unknown, string])[] = [
    ["a function", () => "x", "context"],
    ["a class instance", new Product(), "context"],
    ["a date", new Date(0), "context"],
    ["a symbol", Symbol("x"), "context"],
    ["a BigInt", 1n, "context"],
    ["a proxy", new Proxy({}, {}), "context"],
    ["NaN", Number.NaN, "value"],
    ["infinity", Number.POSITIVE_INFINITY, "value"],
    ["an integer larger than 2^53", 2 ** 53, "value"],
  ];

  test.each(refused)("refuse %s when it is read", (_what, value, kind) => {
    expect(kindOf("{{ value }}", { value })).toBe(kind);
    expect(kindOf("{{ holder.value }}", { holder: { value } })).toBe(kind);
    expect(kindOf("{{ list[0] }}", { list: [value] })).toBe(kind);
    expect(
      kindOf("{% for k, v in holder.items() %}{{ k }}{% endfor %}", { holder: { value } }),
    ).toBe(kind);
    expect(kindOf("fine", { value })).toBe("rendered fine");
  });

  test("a getter is refused and never runs", () => {
    expect(kindOf("{{ holder.title }}", { holder: getter })).toBe("context");
    expect(kindOf("{{ title }}", getter)).toBe("context");
    expect(kindOf("{{ holder }}", { holder: getter })).toBe("context");
    expect(ran).toEqual([]);
  });

  test("a value that contains itself is refused", () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(kindOf("{{ cycle }}", { cycle })).toBe("context");
    expect(kindOf("{{ cycle | tojson }}", { cycle })).toBe("context");
    expect(kindOf("{{ cycle.self.self is mapping }}", { cycle })).toBe("rendered True");
  });

  test("a value is never changed, not even by a method that would change it", () => {
    expect(kindOf("{{ items.append(1) }}")).toBe("type");
    expect(kindOf("{{ record.update({'b': 1}) }}")).toBe("type");
    expect(kindOf("{{ record.pop('a') }}")).toBe("type");
    expect(context).toEqual({ name: "Ada", items: ["a"], record: { a: 1 } });
  });

  test("a message holds no value of the context", () => {
    const secret = "hunter2";
    const templates = [
      "{{ a + 1 }}",
      "{{ a < 1 }}",
      "{{ d[a] }}",
      "{{ [1].index(a) }}",
      "{{ a() }}",
      "{{ a | int(base=7) }}",
      "{{ '%d' % a }}",
      "{{ l.remove(a) }}",
      "{{ a | round }}",
    ];
    for (const template of templates) {
      try {
        compileTemplate(template).render({ a: secret, d: {}, l: [secret] });
        expect.unreachable(template);
      } catch (error) {
        expect(String(error)).not.toContain(secret);
        expect(JSON.stringify(error)).not.toContain(secret);
      }
    }
  });
});
