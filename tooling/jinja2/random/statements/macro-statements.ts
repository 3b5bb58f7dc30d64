import type { BodyWriter } from "../body-writer.ts";
import { integer, text } from "../shape.ts";

export function writeMacro(writer: BodyWriter, depth: number): string {
  const { random } = writer;
  const name = writer.fresh("m");
  const parameters = [
    { name: "q", shape: text },
    { name: "w", shape: integer },
  ];
  const loops = writer.loops;
  writer.loops = 0;
  const body = writer.within(parameters, () => writer.body(depth, 2));
  writer.loops = loops;
  const head = `macro ${name}(q, w=${random.integer(0, 9)})`;
  const called = random.chance(0.3) ? `, ${random.pick(["w=", ""])}${writer.number(0)}` : "";
  const call = random.chance(0.05) ? `${name}()` : `${name}(${writer.text(1)}${called})`;
  return `${writer.block(head)}${body}${writer.block("endmacro")}${writer.tag("{{", call, "}}")}`;
}

export function writeCallBlock(writer: BodyWriter, depth: number): string {
  const name = writer.fresh("m");
  const head = writer.block(`macro ${name}(q)`);
  const loops = writer.loops;
  writer.loops = 0;
  const inner = writer.within([{ name: "q", shape: text }], () => writer.body(depth, 2));
  const outer = writer.within([{ name: "c", shape: text }], () => writer.body(depth, 2));
  writer.loops = loops;
  const macro = `${head}[{{ caller(q) }}]${inner}${writer.block("endmacro")}`;
  return `${macro}${writer.block(`call(c) ${name}(${writer.text(1)})`)}${outer}${writer.block("endcall")}`;
}

/** Macros with every kind of argument. */
export function writeArguments(writer: BodyWriter): string {
  const { random } = writer;
  const name = writer.fresh("m");
  const parameters = random.pick(["", "q", "q, w=q", "q=1, w='w'", "q, w"]);
  const shown = ["varargs", "kwargs", "q is defined", "w is defined"].filter(() =>
    random.chance(0.5),
  );
  const body = shown.map((part) => `{{ ${part} }};`).join("");
  const given = random.pick([
    "",
    "1",
    "1, 2",
    "1, 2, 3",
    "q=1",
    "1, w=2",
    "z=5",
    "*l",
    "1, *l",
    "**{'w': 3}",
    "1, **{'z': 3}",
    "1, q=2",
  ]);
  return `${writer.block(`macro ${name}(${parameters})`)}${body}|${parameters === "" ? "" : "{{ q }}"}${writer.block("endmacro")}{{ ${name}(${given}) }}{{ ${name}.name }}`;
}
