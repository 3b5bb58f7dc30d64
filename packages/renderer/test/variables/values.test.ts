import { describe, expect, test } from "vitest";
import { measureCpu } from "../../../../tooling/test/run/measure-cpu.ts";
import { compileTemplate } from "../../src/index.js";

/** `path use line:column …` of every variable. */
function reads(template: string): readonly string[] {
  return compileTemplate(template).variables.map(({ path, use, reads: all }) =>
    [path, use, ...all.map(({ line, column }) => `${line}:${column}`)].join(" "),
  );
}

function uses(template: string): Record<string, string> {
  const { variables } = compileTemplate(template);
  return Object.fromEntries(variables.map(({ path, use }) => [path, use]));
}

describe("a macro is walked with what each call gives it", () => {
  test("by position, by name and by default", () => {
    expect(
      reads("{% macro row(p, q=p) %}{{ q.x }}{% endmacro %}{{ row(a) }}{{ row(q=b, p=1) }}"),
    ).toEqual(["a always 1:27", "a.x always 1:27", "b always 1:27", "b.x always 1:27"]);
  });

  test.each<[string, Record<string, string>]>([
    [
      "{% macro w(t) %}{{ caller(t) }}{% endmacro %}{% call(i) w(p) %}{{ i.name }}{% endcall %}",
      { p: "always", "p.name": "always" },
    ],
    [
      "{% macro o(x) %}{{ i(x.a) }}{% endmacro %}{% macro i(y) %}{{ y.b }}{% endmacro %}{{ o(p) }}",
      { p: "always", "p.a": "always", "p.a.b": "always" },
    ],
    [
      "{% macro m(x) %}{{ x.y }}{% endmacro %}{% set f = m %}{{ f(p) }}",
      { p: "always", "p.y": "always" },
    ],
    [
      "{% macro m() %}{% for v in varargs %}{{ v.n }}{% endfor %}{{ kwargs.k }}{% endmacro %}{{ m(p, k=q) }}",
      { p: "branch", q: "always", "p.n": "branch" },
    ],
  ])("%s", (template, expected) => {
    expect(uses(template)).toEqual(expected);
  });

  test("reads nothing through the parameters of a macro that is never called, and its free names on a branch", () => {
    expect(uses("{% macro m(x) %}{{ x.y }}{{ z }}{% endmacro %}")).toEqual({ z: "branch" });
  });

  test("stops where a macro calls itself: what it is given then counts as passed on", () => {
    const template =
      "{% macro t(n) %}{{ n.name }}{% for c in n.kids %}{{ t(c) }}{% endfor %}{% endmacro %}{{ t(root) }}";
    expect(uses(template)).toMatchObject({ "root.name": "always", "root.kids[]": "optional" });
  });
});

test("ends in good time where what a value may be doubles at each step", () => {
  const times = (write: (at: number) => string) => Array.from({ length: 60 }, (_, at) => write(at));
  const macros = times(
    (at) => `{% macro m${at + 1}(x) %}{{ m${at}(x.a) }}{{ m${at}(x.b) }}{% endmacro %}`,
  );
  const templates = [
    `{% macro m0(x) %}{{ x }}{% endmacro %}${macros.join("")}{{ m60(p) }}`,
    `{% set x = p %}${times(() => "{% set x = x.l if c else x.r %}").join("")}{{ x }}`,
    `{% set x = p %}${times(() => "{% set x = [x, x] %}").join("")}{{ x | tojson }}`,
    `{% set x = p %}${times(() => "{% set x = {'a': x, 'b': x} %}").join("")}{{ x | tojson }}`,
  ];
  const cpuMs = measureCpu(() => {
    for (const template of templates) compileTemplate(template);
  });
  expect(cpuMs).toBeLessThan(10_000);
});

describe("values keep their paths", () => {
  test.each<[string, readonly string[]]>([
    ["{{ (a if c else b).n }}", ["a.n", "b.n"]],
    ["{{ (a or b).n }}", ["a.n", "b.n"]],
    ["{% if c %}{% set x = a %}{% else %}{% set x = b %}{% endif %}{{ x.n }}", ["a.n", "b.n"]],
    ["{% if c %}{% set x = a %}{% endif %}{{ x.n }}", ["a.n", "x.n"]],
    ["{% for i in l %}{% set x = a %}{% endfor %}{{ x.n }}", ["x.n"]],
    ["{{ l[-1].n }}{{ l[1:][0].m }}", ["l[].n", "l[].m"]],
    ["{{ l | map(attribute='a.0.b') | join }}", ["l[].a", "l[].a[]", "l[].a[].b"]],
    ["{% for g, all in l | groupby('k') %}{{ all[0].n }}{% endfor %}", ["l[].k", "l[].n"]],
    ["{% for b in l | batch(2) %}{% for i in b %}{{ i.n }}{% endfor %}{% endfor %}", ["l[].n"]],
    ["{% for k, v in d | dictsort %}{{ v.n }}{% endfor %}", ["d{}.n"]],
    ["{% for i in a + b %}{{ i.n }}{% endfor %}", ["a[].n", "b[].n"]],
    ["{{ {'k': p}.k.n }}{{ dict(q, r=s).r.n }}{{ dict(q).n }}", ["p.n", "s.n", "q.n"]],
    ["{% for k in ['a', 'b'] %}{{ p[k] }}{% endfor %}", ["p.a", "p.b"]],
    ["{% for i in l %}{{ loop.previtem.n }}{{ loop.cycle(p, q).n }}{% endfor %}", ["l[].n", "p.n"]],
    ["{{ '%(name)s' % p }}", ["p.name"]],
  ])("%s", (template, expected) => {
    expect(Object.keys(uses(template))).toEqual(expect.arrayContaining([...expected]));
  });

  test("the children of a recursive loop are not followed", () => {
    const template = "{% for n in t recursive %}{{ n.name }}{{ loop(n.kids) }}{% endfor %}";
    expect(Object.keys(uses(template))).toEqual(["t", "t[]", "t[].name", "t[].kids"]);
  });
});

describe("what goes through lists, mappings and namespaces is seen where it comes out", () => {
  const loop = (inside: string) => `{% for p in people %}${inside}{% endfor %}`;

  test.each<[string, Record<string, string>]>([
    ["{% set names = [] %}{{ names.append(p.name) }}", { p: "always", "p.name": "always" }],
    [
      `{% set names = [] %}${loop("{% set _ = names.append(p.name) %}")}`,
      { people: "always", "people[]": "branch", "people[].name": "branch" },
    ],
    ["{% set l = [] %}{{ l.append(p) }}{{ l[0].name }}", { p: "always", "p.name": "branch" }],
    [
      `{% set l = [] %}${loop("{% for q in l %}{{ q.name }}{% endfor %}{% set _ = l.append(p) %}")}`,
      { "people[].name": "branch" },
    ],
    [
      "{% set l = [] %}{% set _ = l.extend(people) %}{{ l[0].name }}",
      { "people[].name": "branch" },
    ],
    [
      "{% set ns = namespace(p=product) %}{% set ns.q = product %}{{ ns.p.name }}{{ ns.q.size }}",
      { product: "always", "product.name": "always", "product.size": "always" },
    ],
    [
      `{% set ns = namespace(best=none) %}${loop("{% set ns.best = p %}")}{{ ns.best.name }}`,
      { "people[].name": "branch" },
    ],
    [
      `{% set ns = namespace(all=[]) %}${loop("{% set ns.all = ns.all + [p] %}")}{{ ns.all[0].name }}`,
      { "people[].name": "branch" },
    ],
    [
      `{% set ns = namespace(all=[]) %}${loop("{% set _ = ns.all.append({'p': p}) %}")}{{ ns.all[0].p.name }}`,
      { "people[].name": "branch" },
    ],
    [
      "{% set d = {} %}{% set _ = d.update({'a': p}) %}{% for k, v in d.items() %}{{ v.name }}{% endfor %}",
      { "p.name": "branch" },
    ],
  ])("%s", (template, expected) => {
    expect(uses(template)).toMatchObject(expected);
  });

  test("a guard goes with what was put there under it", () => {
    const template = `{% set l = [] %}${loop("{% if p.age is defined %}{% set _ = l.append(p) %}{% endif %}")}{% for q in l %}{{ q.age }}{{ q.name }}{% endfor %}`;
    expect(uses(template)).toMatchObject({ "people[].age": "optional", "people[].name": "branch" });
  });
});

test("notes where Jinja2 would escape for HTML, and nowhere else", () => {
  const notes = (template: string) => compileTemplate(template).notes.length;
  const noted = [
    "{{ '<call>' + (args | tojson) }}",
    "{% set json = args | tojson %}{{ json + '</call>' }}",
    "{{ (note | safe) + name }}",
    "{{ (note | e | upper) % name }}",
    "{{ ('<p>{}</p>' | safe).format(note) }}",
    "{{ ('%s' | safe) | format(note) }}",
    "{{ (note | tojson) is escaped }}",
  ];
  const plain = [
    "{{ '<call>' ~ (args | tojson) ~ '</call>' }}",
    "{{ (args | tojson) + ' and so on' }}",
    "{{ (a | tojson) + (b | tojson) }}",
    "{{ name + '<end>' }}",
    "{{ (args | json) + '<end>' }}",
  ];
  expect(noted.map(notes)).toEqual(noted.map(() => 1));
  expect(plain.map(notes)).toEqual(plain.map(() => 0));
});

test("the kinds tell a value taken whole from one whose members are read", () => {
  const template =
    "{{ a | tojson }}{% if b %}{{ b.x }}{% endif %}{{ c + 1 }}{{ d.upper() }}{{ e | join(',') }}{{ f | trim }}{{ g == 'x' }}{{ h | sum(attribute='n') }}{{ i | own }}";
  const own = { name: "own", version: 1, apply: (value: unknown) => value };
  const { variables } = compileTemplate(template, { filters: [own] });
  const kinds = Object.fromEntries(variables.map((variable) => [variable.path, variable.kinds]));
  expect(kinds).toEqual({
    a: ["any"],
    b: ["condition", "mapping"],
    "b.x": ["printable"],
    c: ["number"],
    d: ["string"],
    e: ["iterable"],
    "e[]": ["printable"],
    f: ["printable"],
    g: ["string"],
    h: ["iterable"],
    "h[]": ["mapping"],
    "h[].n": ["number"],
    i: ["any"],
  });
});
