import type { Form } from "../expression-writer.ts";

const comparisons = ["==", "!=", "<", ">", "<=", ">="];
const typeTests = [
  ...["defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "mapping"],
  ...["sequence", "iterable", "true", "false", "callable", "not none", "not defined", "not string"],
];
const numberTests = [
  "odd",
  "even",
  "divisibleby 3",
  "divisibleby(2)",
  "gt 2",
  "le(5)",
  "in [1, 2]",
  "not odd",
];
const textTests = [
  "upper",
  "lower",
  "eq 'x'",
  "ne('Lamp')",
  "in s",
  "sameas 'x'",
  "not lower",
  "equalto ''",
];
const shapes = [
  "isdigit()",
  "isalpha()",
  "isalnum()",
  "isupper()",
  "islower()",
  "isspace()",
  "istitle()",
  "isdecimal()",
  "isnumeric()",
  "isidentifier()",
  "isascii()",
];

/** Forms that give a truth value. */
export const booleanForms: readonly Form[] = [
  (writer, depth) =>
    `${writer.operand(writer.number(depth))} ${writer.random.pick(comparisons)} ${writer.operand(writer.number(depth))}`,
  (writer, depth) =>
    `${writer.operand(writer.text(depth))} ${writer.random.pick(comparisons)} ${writer.operand(writer.text(depth))}`,
  (writer, depth) =>
    `${writer.operand(writer.any(depth))} ${writer.random.pick(["==", "!="])} ${writer.operand(writer.any(depth))}`,
  (writer, depth) =>
    `${writer.random.integer(0, 5)} ${writer.random.pick(comparisons)} ${writer.operand(writer.number(depth))} ${writer.random.pick(comparisons)} ${writer.random.integer(0, 50)}`,
  (writer, depth) => `${writer.operand(writer.any(depth))} is ${writer.random.pick(typeTests)}`,
  (writer, depth) => `${writer.operand(writer.any(depth))} is ${writer.random.pick(typeTests)}`,
  (writer) =>
    `${writer.random.pick(["missing", "s.nope", "o[9]", "d"])} is ${writer.random.pick(["defined", "undefined", "not defined", "none", "string"])}`,
  (writer, depth) =>
    `${writer.operand(writer.number(depth))} is ${writer.random.pick(numberTests)}`,
  (writer, depth) => `${writer.operand(writer.text(depth))} is ${writer.random.pick(textTests)}`,
  (writer, depth) =>
    `${writer.operand(writer.text(depth))} ${writer.random.pick(["in", "not in"])} ${writer.operand(writer.text(depth))}`,
  (writer, depth) =>
    `${writer.operand(writer.any(depth))} ${writer.random.pick(["in", "not in"])} ${writer.operand(writer.list(depth))}`,
  (writer, depth) =>
    `${writer.random.pick(["'k1'", "'name'", "'zz'", "'items'"])} in ${writer.operand(writer.mapping(depth))}`,
  (writer, depth) => `not ${writer.operand(writer.any(depth))}`,
  (writer, depth) => `(${writer.boolean(depth)} and ${writer.boolean(depth)})`,
  (writer, depth) => `(${writer.boolean(depth)} or ${writer.boolean(depth)})`,
  (writer, depth) =>
    `${writer.operand(writer.text(depth))}.${writer.random.pick([...shapes, "startswith('h')", "endswith('d')", "startswith(('L', 'T'))", "startswith('e', 1)"])}`,
  (writer) =>
    writer.loops > 0
      ? writer.random.pick([
          "loop.first",
          "loop.last",
          "loop.changed(n)",
          "loop.previtem is defined",
          "loop.nextitem is undefined",
        ])
      : "true",
  (writer, depth) =>
    `${writer.operand(writer.list(depth))} ${writer.random.pick(comparisons)} ${writer.operand(writer.list(depth))}`,
];
