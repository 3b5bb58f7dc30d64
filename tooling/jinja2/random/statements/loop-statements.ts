import type { BodyWriter } from "../body-writer.ts";
import { integer, type Shape, text, type Variable } from "../shape.ts";

interface Loop {
  readonly head: string;
  readonly variables: readonly Variable[];
}

function chooseLoop(writer: BodyWriter): Loop {
  const { random } = writer;
  const name = random.pick(["i", "p", "x", "row"]);
  const lists = writer.paths().filter(({ shape }) => shape.kind === "list");
  const mappings = writer.paths().filter(({ shape }) => shape.kind === "dict");
  if (mappings.length > 0 && random.chance(0.25)) {
    const { code, shape } = random.pick(mappings);
    const value: Shape = shape.kind === "dict" ? shape.of : text;
    const pairs = random.pick([".items()", " | items", " | dictsort"]);
    const variables = [
      { name: "k", shape: text },
      { name: "v", shape: value },
    ];
    return { head: `for k, v in ${code}${pairs}`, variables };
  }
  if (random.chance(0.15)) {
    const groups: Shape = { kind: "record", members: [{ name: "grouper", shape: integer }] };
    const variables = [{ name: "g", shape: groups }];
    return { head: `for g in o | groupby('${random.pick(["n", "name"])}')`, variables };
  }
  if (lists.length > 0 && random.chance(0.6)) {
    const { code, shape } = random.pick(lists);
    const of: Shape = shape.kind === "list" ? shape.of : text;
    return { head: `for ${name} in ${code}`, variables: [{ name, shape: of }] };
  }
  if (random.chance(0.3)) {
    return {
      head: `for ${name} in range(${random.integer(0, 4)})`,
      variables: [{ name, shape: integer }],
    };
  }
  return {
    head: `for ${name} in ${writer.random.chance(0.85) ? writer.list(2) : writer.any(1)}`,
    variables: [],
  };
}

export function writeFor(writer: BodyWriter, depth: number): string {
  const { head, variables } = chooseLoop(writer);
  const filtered = writer.random.chance(0.2)
    ? ` if ${writer.within(variables, () => writer.operand(writer.boolean(1)))}`
    : "";
  writer.loops += 1;
  const body = writer.within(variables, () => writer.body(depth));
  const cycle = writer.random.chance(0.1)
    ? writer.tag("{{", "loop.cycle('odd', 'even')", "}}")
    : "";
  writer.loops -= 1;
  const otherwise = writer.random.chance(0.3) ? writer.block("else") + writer.body(depth, 2) : "";
  return `${writer.block(head + filtered)}${body}${cycle}${otherwise}${writer.block("endfor")}`;
}

export function writeTupleLoop(writer: BodyWriter, depth: number): string {
  const pairs = writer.random.list(0, 3, () => {
    const size = writer.random.chance(0.95) ? 2 : writer.random.integer(0, 3);
    return `[${Array.from({ length: size }, () => writer.any(1)).join(", ")}]`;
  });
  const body = writer.random.chance(0.5)
    ? "{{ x }}={{ y }}{{ loop.index }} "
    : writer.body(depth, 2);
  return `${writer.block(`for x, y in [${pairs.join(", ")}]`)}${body}${writer.block("endfor")}`;
}

export function writeRecursiveLoop(writer: BodyWriter): string {
  const tree = `[{'v': ${writer.text(0)}, 'c': [{'v': ${writer.number(0)}, 'c': []}]}, {'v': 1, 'c': []}]`;
  return `${writer.block(`for t in ${tree} recursive`)}{{ loop.depth }}{{ t.v }}({{ loop(t.c) }})${writer.block("endfor")}`;
}

export function writeNamespace(writer: BodyWriter): string {
  const name = writer.fresh("ns");
  const step = writer.random.pick([`${name}.c + 1`, `${name}.c + loop.index`, "loop.index0"]);
  return `${writer.block(`set ${name} = namespace(c=${writer.random.integer(0, 3)})`)}${writer.block(`for i in ${writer.list(1)}`)}${writer.block(`set ${name}.c = ${step}`)}${writer.block("endfor")}{{ ${name}.c }}`;
}
