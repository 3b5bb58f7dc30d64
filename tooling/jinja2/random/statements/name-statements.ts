import type { BodyWriter } from "../body-writer.ts";
import { integer, text } from "../shape.ts";

export function writeSet(writer: BodyWriter): string {
  const name = writer.random.chance(0.5) ? writer.fresh("t") : writer.random.pick(["s", "n", "t1"]);
  const number = name === "n" || writer.random.chance(0.3);
  const value = number ? writer.number(2) : writer.text(2);
  const code = writer.block(`set ${name} = ${value}`);
  writer.scope.push({ name, shape: number ? integer : text });
  return code;
}

export function writeTupleSet(writer: BodyWriter): string {
  const [first, second] = [writer.fresh("t"), writer.fresh("t")];
  const code = writer.block(`set ${first}, ${second} = ${writer.text(1)}, ${writer.number(1)}`);
  writer.scope.push({ name: first, shape: text }, { name: second, shape: integer });
  return code;
}

export function writeSetBlock(writer: BodyWriter, depth: number): string {
  const name = writer.fresh("t");
  const filter = writer.random.chance(0.4)
    ? ` | ${writer.random.pick(["upper", "trim", "replace('a', 'b')"])}`
    : "";
  const body = writer.within([], () => writer.body(depth));
  writer.scope.push({ name, shape: text });
  return `${writer.block(`set ${name}${filter}`)}${body}${writer.block("endset")}`;
}

/** A name set on one branch only, or in a loop, and read behind it. */
export function writeBranchSet(writer: BodyWriter): string {
  const name = writer.random.chance(0.5) ? writer.fresh("t") : writer.random.pick(["s", "n", "d"]);
  const set = writer.block(`set ${name} = ${writer.text(1)}`);
  const around = writer.random.pick([
    [writer.block(`if ${writer.boolean(1)}`), writer.block("endif")],
    [
      writer.block(`if ${writer.boolean(1)}`),
      `${writer.block("else")}${set}${writer.block("endif")}`,
    ],
    [writer.block(`for q in ${writer.list(1)}`), writer.block("endfor")],
    [writer.block("with q = 1"), writer.block("endwith")],
  ]);
  const before = writer.random.chance(0.3) ? `{{ ${name} is defined }}` : "";
  return `${before}${around.join(set)}{{ ${name}${writer.random.pick(["", " is defined", " | default('unset')"])} }}`;
}

export function writeWith(writer: BodyWriter, depth: number): string {
  const [one, two] = [writer.fresh("w"), writer.fresh("w")];
  const head = `with ${one} = ${writer.text(1)}, ${two} = ${writer.number(1)}`;
  const variables = [
    { name: one, shape: text },
    { name: two, shape: integer },
  ];
  return `${writer.block(head)}${writer.within(variables, () => writer.body(depth))}${writer.block("endwith")}`;
}
