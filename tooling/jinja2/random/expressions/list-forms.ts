import type { Form } from "../expression-writer.ts";

const passing = [
  ...["list", "sort", "sort(reverse=true)", "reverse | list", "unique | list", "batch(2) | list"],
  ...[
    "batch(3, 'x') | list",
    "slice(2) | list",
    "slice(3, 'pad') | list",
    "select | list",
    "reject | list",
  ],
  ...[
    "map('string') | list",
    "map('upper') | list",
    "map('default', 'x') | list",
    "map('length') | list",
  ],
  ...[
    "select('string') | list",
    "reject('none') | list",
    "select('defined') | list",
    "sort(case_sensitive=true)",
  ],
  ...[
    "map('int') | list",
    "map('float') | list",
    "map('round', 1) | list",
    "select('in', ['x', 1, 2]) | list",
  ],
];
const rows = [
  ...[
    "map(attribute='name') | list",
    "map(attribute='zz', default='-') | list",
    "map('items') | map('list') | list",
  ],
  ...[
    "sort(attribute='name')",
    "sort(attribute='n,name')",
    "selectattr('n') | list",
    "map(attribute='price') | sort",
  ],
  ...[
    "selectattr('n', 'gt', 2) | list",
    "rejectattr('name', 'eq', 'x') | list",
    "unique(attribute='n') | list",
  ],
  ...["rejectattr('n', 'odd') | map(attribute='name') | list", "groupby('n') | map('list') | list"],
  ...[
    "selectattr('name', 'in', ['x', 'Lamp']) | list",
    "groupby('n') | map(attribute='grouper') | list",
  ],
  ...[
    "selectattr('zz', 'defined') | list",
    "sort(attribute='price', reverse=true) | map(attribute='price') | list",
  ],
];

/** Forms that give a list. */
export const listForms: readonly Form[] = [
  (writer, depth) => `${writer.operand(writer.list(depth))} | ${writer.random.pick(passing)}`,
  (writer, depth) => `${writer.operand(writer.list(depth))} | ${writer.random.pick(passing)}`,
  (writer) => `(o | ${writer.random.pick(rows)})`,
  (writer) => `(o | ${writer.random.pick(rows)})`,
  (writer, depth) =>
    `${writer.operand(writer.list(depth))}[${writer.random.integer(-3, 2)}:${writer.random.pick(["", 1, 2, -1])}]`,
  (writer, depth) => `${writer.operand(writer.list(depth))}[::${writer.random.pick([-1, 2])}]`,
  (writer, depth) =>
    `${writer.operand(writer.list(depth))} + ${writer.operand(writer.list(depth))}`,
  (writer, depth) => `${writer.operand(writer.list(depth))} * ${writer.random.integer(0, 2)}`,
  (writer, depth) => `[${writer.random.list(0, 3, () => writer.any(depth)).join(", ")}]`,
  (writer, depth) => `(${writer.any(depth)}, ${writer.any(depth)})`,
  (writer, depth) =>
    `${writer.operand(writer.text(depth))}.${writer.random.pick(["split()", "split(',')", "split(' ', 1)", "rsplit(None, 1)", "rsplit('a', 1)", "splitlines()", "splitlines(true)", "partition('a')", "rpartition(' ')"])}`,
  (writer, depth) =>
    `${writer.operand(writer.mapping(depth))}.${writer.random.pick(["keys() | list", "values() | list", "items() | list", "items() | sort"])}`,
  (writer, depth) =>
    `${writer.operand(writer.mapping(depth))} | ${writer.random.pick(["list", "dictsort", "dictsort(by='value')", "dictsort(reverse=true)", "items | list", "sort", "dictsort(true)"])}`,
  (writer) => `(range(${writer.random.pick(["3", "1, 4", "0, 9, 4", "5, 0, -2"])}) | list)`,
  (writer, depth) => `(${writer.list(depth)} or ${writer.list(depth)})`,
  (writer, depth) =>
    `(${writer.list(depth)} if ${writer.boolean(depth)} else ${writer.list(depth)})`,
];
