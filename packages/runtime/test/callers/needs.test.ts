import type { InputSchema } from "@promptrail/core";
import { describeInput, findNewRequirements, findVersionNeeds } from "@promptrail/core/lifecycle";
import { createRenderer } from "@promptrail/renderer";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const renderer = createRenderer();
const text = z.string();

function needsOf(template: string, input?: InputSchema) {
  const { variables } = renderer.compile(template, { name: "greeting", filters: [] });
  return findVersionNeeds(input === undefined ? null : describeInput(input), variables);
}

function requiredBy(template: string, input?: InputSchema): readonly string[] {
  return [...needsOf(template, input).required].toSorted();
}

describe("a version requires", () => {
  test.each<[string, string, InputSchema | undefined, readonly string[]]>([
    ["what its template always reads", "{{ a }}{{ p.b }}", undefined, ["a", "p", "p.b"]],
    [
      "nothing that is guarded",
      "{{ a | default('x') }}{% if b is defined %}{{ b }}{% endif %}",
      undefined,
      [],
    ],
    ["nothing that is read on a branch", "{{ a }}{% if a %}{{ b }}{% endif %}", undefined, ["a"]],
    [
      "what its schema requires, also unread",
      "x",
      z.object({ a: text, b: text.optional() }),
      ["a"],
    ],
    [
      "what its schema requires beneath",
      "x",
      z.object({
        p: z.object({ b: text }),
        l: z.array(z.object({ c: text })),
        o: z.object({ d: text }).optional(),
      }),
      ["l", "l[].c", "p", "p.b"],
    ],
    [
      "nothing that its schema fills in",
      "{{ a }}{{ p.b }}",
      z.object({ a: text.default("x"), p: z.object({ b: text }).default({ b: "x" }) }),
      [],
    ],
    [
      "what its schema makes another value of, and not that value",
      "{{ full }}",
      z
        .object({ first: text, last: text })
        .transform(({ first, last }) => ({ full: first + last })),
      ["first", "last"],
    ],
    [
      "what every arm of a union requires",
      "x",
      z.union([z.object({ a: text, b: text }), z.object({ a: text })]),
      ["a"],
    ],
    [
      "what its template reads where its schema leaves names open",
      "{{ b }}",
      z.looseObject({ a: text }),
      ["a", "b"],
    ],
    [
      "what its template reads where its schema cannot be described",
      "{{ b }}",
      z.object({ b: z.date() }),
      ["b"],
    ],
  ])("%s", (_title, template, input, required) => {
    expect(requiredBy(template, input)).toEqual(required);
  });

  test("what a schema that holds itself requires, and comes to an end", () => {
    type Tree = { name: string; left: Tree | null };
    const tree: z.ZodType<Tree> = z.object({
      name: text,
      get left() {
        return tree.nullable();
      },
    });
    expect(requiredBy("x", z.object({ tree }))).toEqual(
      expect.arrayContaining(["tree", "tree.left", "tree.name"]),
    );
  });
});

describe("a version is new to callers in", () => {
  const older = needsOf("{{ a }}{% for i in items %}{{ i.name }}{% endfor %}");

  test.each<[string, readonly string[]]>([
    ["{{ a }}", []],
    ["{{ a }}{{ b }}", ["b"]],
    ["{{ p.c.d }}{{ p.e }}", ["p"]],
  ])("what it requires and they do not: %s", (template, expected) => {
    expect(findNewRequirements(needsOf(template), [older])).toEqual(expected);
  });

  test("what it requires of items, but not in what the older one reads of them", () => {
    const item = z.object({ name: text, price: z.number() });
    const newer = needsOf("x", z.object({ items: z.array(item) }));
    expect(findNewRequirements(newer, [older])).toEqual(["items[].price"]);
  });

  test("nothing that one of several requires, and nothing where nobody calls yet", () => {
    const newer = needsOf("{{ b }}");
    expect(findNewRequirements(newer, [older, needsOf("{{ b }}")])).toEqual([]);
    expect(findNewRequirements(newer, [])).toEqual([]);
  });
});
