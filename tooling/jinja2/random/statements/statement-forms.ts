import type { BodyWriter, StatementForm } from "../body-writer.ts";
import { quote } from "../quote-literal.ts";
import { writeFor, writeNamespace, writeRecursiveLoop, writeTupleLoop } from "./loop-statements.ts";
import { writeArguments, writeCallBlock, writeMacro } from "./macro-statements.ts";
import {
  writeBranchSet,
  writeSet,
  writeSetBlock,
  writeTupleSet,
  writeWith,
} from "./name-statements.ts";

function writeIf(writer: BodyWriter, depth: number): string {
  const branches = writer.random.list(0, 2, () => {
    return writer.block(`elif ${writer.boolean(1)}`) + writer.body(depth, 2);
  });
  const otherwise = writer.random.chance(0.5) ? writer.block("else") + writer.body(depth, 2) : "";
  const test = writer.random.chance(0.7) ? writer.boolean(2) : writer.any(1);
  return `${writer.block(`if ${test}`)}${writer.body(depth)}${branches.join("")}${otherwise}${writer.block("endif")}`;
}

function writeFilterBlock(writer: BodyWriter, depth: number): string {
  const filter = writer.random.pick([
    "upper",
    "trim",
    "title",
    "replace('e', '3')",
    "indent(2)",
    "wordcount",
  ]);
  return `${writer.block(`filter ${filter}`)}${writer.within([], () => writer.body(depth))}${writer.block("endfilter")}`;
}

/** Forms of statements; those that prompts use most stand there more than once. */
export const statementForms: readonly StatementForm[] = [
  writeIf,
  writeIf,
  writeIf,
  writeFor,
  writeFor,
  writeFor,
  writeSet,
  writeTupleSet,
  writeSetBlock,
  writeWith,
  writeFilterBlock,
  writeMacro,
  writeCallBlock,
  writeNamespace,
  writeRecursiveLoop,
  writeBranchSet,
  writeTupleLoop,
  writeArguments,
  (writer) =>
    `{{ ${writer.mapping(1)}[${writer.text(1)}] is defined }}{{ l[${writer.number(0)}] is defined }}`,
  (writer) =>
    `{% for q in ${writer.list(1)} %}{{ loop.previtem is defined }}{{ loop.changed(q) }}{{ q }}{% if not loop.last %}, {% endif %}{% endfor %}{{ q is defined }}`,
  (writer) =>
    `{% set x = ${writer.text(1)} %}{% for q in [1, 2] %}{{ x }}{% set x = x ~ q %}{{ x }}{% endfor %}{{ x }}`,
  (writer) =>
    `${writer.tag("{%", "raw", "%}")}{{ raw }} {% if %} {# #}${writer.tag("{%", "endraw", "%}")}`,
  (writer) =>
    `{#${writer.random.pick(["", "-"])} a {{ comment }} ${writer.random.pick(["", "-"])}#}`,
  (writer, depth) =>
    `${writer.block(`block ${writer.fresh("b")}`)}${writer.within([], () => writer.body(depth, 2))}${writer.block("endblock")}`,
  () => `{{ ${quote("it's", true)} }}`,
  (writer) =>
    `{% set c = ${writer.random.pick(["cycler('a', 'b')", "joiner(', ')"])} %}{{ c.next() if c.next is defined else c() }}{{ c.current if c.current is defined else c() }}`,
  (writer, depth) =>
    `{% set made = ${writer.operand(writer.list(1))} | list %}{% set _ = made.${writer.random.pick(["append(1)", "extend([1, 2])", "insert(0, 'x')", "pop()", "reverse()", "remove(1)", "clear()", "sort()"])} %}{{ made }}${depth > 1 ? "{{ _ }}" : ""}`,
  (writer) =>
    `{% set made = dict(k1=1) %}{% set _ = made.${writer.random.pick(["update({'z': 2})", "update(q=1)", "pop('k1')", "setdefault('n', 3)", "pop('zz', 0)", "clear()"])} %}{{ made }}{{ _ }}`,
];
