import type { Form } from "../expression-writer.ts";

/** Forms that give a mapping. */
export const mappingForms: readonly Form[] = [
  (writer, depth) => `{'k1': ${writer.any(depth)}, 'name': ${writer.any(depth)}}`,
  (writer, depth) =>
    `{${writer.random.pick(["1", "none", "2.5", "(1, 2)", "s"])}: ${writer.any(depth)}}`,
  (writer, depth) => `dict(k1=${writer.any(depth)}, name=${writer.text(depth)})`,
  (writer, depth) => `dict(${writer.mapping(depth)}, k2=${writer.number(depth)})`,
  (writer, depth) => `(${writer.mapping(depth)} or ${writer.mapping(depth)})`,
  (writer, depth) => `${writer.operand(writer.mapping(depth))}.copy()`,
  (writer) => (writer.random.chance(0.5) ? "o[0]" : "(o | first)"),
];
