import type { AbstractValue } from "../values/abstract-value.js";
import { memberOf } from "../values/value-steps.js";
import type { Walk } from "../walk.js";

const percentName = /%\(([^)]+)\)/gu;

/** The values that `'%s' % value` and `'%(name)s' % mapping` print. A value that no field names is not read. */
export function consumeFormatted(
  walk: Walk,
  format: string | undefined,
  values: readonly AbstractValue[],
): void {
  const names = [...(format ?? "").matchAll(percentName)].map(([, name = ""]) => name);
  for (const value of values) {
    if (names.length > 0) {
      walk.consume(value, { kind: "mapping", weak: true });
      for (const name of names) {
        walk.consume(memberOf(value, name), { kind: "printable", weak: true });
      }
    } else if (value.kind === "tuple") {
      walk.consumeItems(value, { kind: "printable", weak: true });
    } else {
      walk.consume(value, { kind: "printable", weak: true });
    }
  }
}

/** The arguments of `'{}'.format(…)`; a field such as `{0.name}` reads inside its argument. */
export function consumeBraced(
  walk: Walk,
  format: string | undefined,
  values: readonly AbstractValue[],
): void {
  const inside = format === undefined || /\{[^}]*[.[]/u.test(format);
  for (const value of values) {
    walk.consume(value, { kind: inside ? "any" : "printable", weak: true });
  }
}
