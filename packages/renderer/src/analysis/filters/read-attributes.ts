import type { AbstractValue } from "../values/abstract-value.js";
import { isNumeric, literalText } from "../values/abstract-value.js";
import { itemAt, memberOf } from "../values/value-steps.js";
import type { Walk } from "../walk.js";

/**
 * Follows an attribute such as `author.name` or `0` from an item; what is on the way is read.
 * `several`: a comma parts several attributes, as `sort` takes them.
 */
export function readAttributes(
  walk: Walk,
  element: AbstractValue,
  attribute: AbstractValue,
  { several }: { several: boolean },
): readonly AbstractValue[] {
  const text = literalText(attribute);
  if (text === undefined) {
    walk.consume(attribute, { kind: "condition" });
    const whole = isNumeric(attribute) && attribute.kind === "literal";
    if (whole) return [itemAt(element, Number(attribute.value))];
    walk.consume(element, { kind: "any", weak: true, optional: true });
    return [];
  }
  const names = several ? text.split(",") : [text];
  const reads = names.map((name) =>
    name.split(".").reduce<AbstractValue>((inner, step) => {
      const index = /^\d+$/u.test(step);
      walk.consume(inner, { kind: index ? "list" : "mapping", weak: true });
      return index ? itemAt(inner, Number(step)) : memberOf(inner, step);
    }, element),
  );
  for (const read of reads) {
    if (read.kind === "path") walk.reads.mention(read.path, read.at);
  }
  return reads;
}
