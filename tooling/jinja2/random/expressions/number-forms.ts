import type { Form } from "../expression-writer.ts";

/** Forms that give an integer or a float. */
export const numberForms: readonly Form[] = [
  (writer, depth) =>
    `${writer.operand(writer.number(depth))} ${writer.random.pick(["+", "-", "*", "/", "//", "%"])} ${writer.operand(writer.number(depth))}`,
  (writer, depth) =>
    `${writer.number(depth)} ${writer.random.pick(["+", "-", "*"])} ${writer.number(depth)}`,
  (writer, depth) => `${writer.operand(writer.number(depth))} ** ${writer.random.integer(0, 2)}`,
  (writer, depth) => `-${writer.operand(writer.number(depth))}`,
  (writer, depth) =>
    `${writer.operand(writer.text(depth))} | ${writer.random.pick(["length", "count", "wordcount", "int", "float", "int(7)", "float(default=1.5)", "int(base=16)", "int(base=0)", "int(none, 36)", "int(-1, base=2)"])}`,
  (writer, depth) =>
    `${writer.operand(writer.list(depth))} | ${writer.random.pick(["length", "count"])}`,
  (writer, depth) => `${writer.operand(writer.mapping(depth))} | length`,
  (writer, depth) =>
    `${writer.operand(writer.number(depth))} | ${writer.random.pick(["abs", "int", "float", "round", "round(1)", "round(2, 'floor')", "round(method='ceil')", "round(-1)"])}`,
  (writer) =>
    `(o | ${writer.random.pick(["sum(attribute='n')", "map(attribute='n') | sum", "sum('price')", "sum(attribute='n', start=10)"])})`,
  (writer) =>
    `(o | map(attribute='price') | ${writer.random.pick(["max", "min", "first", "last", "sum", "list | length"])})`,
  (writer) =>
    `([3, 1, 2, n] | ${writer.random.pick(["max", "min", "sum", "first", "last", "sort | first"])})`,
  (writer, depth) =>
    `${writer.operand(writer.text(depth))}.${writer.random.pick(["find('o')", "count('l')", "rfind('a')", "find('')", "count('')", "find('l', 3)", "count('a', 1, 5)"])}`,
  (writer, depth) =>
    `(${writer.number(depth)} if ${writer.boolean(depth)} else ${writer.number(depth)})`,
  (writer, depth) => `${writer.operand(writer.list(depth))}.count(${writer.any(depth)})`,
  (writer) =>
    `(range(${writer.random.integer(0, 6)}) | ${writer.random.pick(["sum", "length", "last", "max"])})`,
  (writer) =>
    writer.loops > 0
      ? writer.random.pick([
          "loop.index",
          "loop.index0",
          "loop.revindex",
          "loop.revindex0",
          "loop.length",
          "loop.depth",
        ])
      : "n",
  (writer, depth) =>
    `${writer.operand(writer.mapping(depth))}.get('k1', ${writer.number(depth)}) | int`,
];
