import { type AbstractValue, literalText } from "../values/abstract-value.js";
import { anyMember } from "../values/held-values.js";
import { elementOf } from "../values/value-steps.js";
import type { Walk } from "../walk.js";
import type { ArgumentValues } from "./call-arguments.js";

type Put = (walk: Walk, target: AbstractValue, args: ArgumentValues) => void;

/** What is put into a list or a mapping is read, whatever becomes of it. */
function putOne(
  walk: Walk,
  target: AbstractValue,
  member: string,
  value: AbstractValue | undefined,
): void {
  if (value === undefined) return;
  walk.consume(value, { kind: "any" });
  walk.hold(target, member, value);
}

const puts: ReadonlyMap<string, Put> = new Map<string, Put>([
  ["append", (walk, target, { positional: [value] }) => putOne(walk, target, anyMember, value)],
  [
    "insert",
    (walk, target, { positional: [place, value] }) => {
      if (place !== undefined) walk.consume(place, { kind: "number" });
      putOne(walk, target, anyMember, value);
    },
  ],
  [
    "extend",
    (walk, target, { positional: [values] }) => {
      if (values === undefined) return;
      walk.consume(values, { kind: "iterable" });
      walk.consumeItems(values, { kind: "any" });
      walk.hold(target, anyMember, elementOf(values, walk.token()));
    },
  ],
  [
    "update",
    (walk, target, { positional: [values], keywords }) => {
      if (values !== undefined) walk.consume(values, { kind: "any" });
      const known = values?.kind === "record" ? [...values.members] : [];
      for (const [member, value] of known) walk.hold(target, member, value);
      for (const [member, value] of keywords) putOne(walk, target, member, value);
    },
  ],
  [
    "setdefault",
    (walk, target, { positional: [key, value] }) => {
      if (key !== undefined) walk.consume(key, { kind: "condition" });
      putOne(walk, target, literalText(key) ?? anyMember, value);
    },
  ],
]);

/** A method that puts values into a list or a mapping of the template's; false for any other. */
export function putValue(
  walk: Walk,
  target: AbstractValue,
  name: string,
  args: ArgumentValues,
): boolean {
  const put = puts.get(name);
  if (put === undefined || !isOwn(target)) return false;
  put(walk, target, args);
  return true;
}

function isOwn(value: AbstractValue): boolean {
  if (value.kind === "either") return value.arms.some(isOwn);
  return (value.kind === "list" || value.kind === "record") && value.maker !== undefined;
}
