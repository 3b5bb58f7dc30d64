import { type ArgumentValues, allArguments } from "../calls/call-arguments.js";
import { consumeFormatted } from "../calls/format-arguments.js";
import {
  type AbstractValue,
  literalText,
  literalValue,
  numberValue,
  textValue,
  unknownValue,
} from "../values/abstract-value.js";
import { joinValues, truthFacts } from "../values/join-values.js";
import { elementOf, itemAt, pairsOf, settledValue } from "../values/value-steps.js";
import type { Walk } from "../walk.js";
import { type FilterEffect, filterEffects } from "./filter-effects.js";
import { readAttributes } from "./read-attributes.js";
import { applyMap, applySelect } from "./select-items.js";

/** A filter on a value: what it reads, and what comes out. */
export function applyFilter(
  walk: Walk,
  name: string,
  target: AbstractValue,
  args: ArgumentValues,
): AbstractValue {
  switch (name) {
    case "default":
    case "d":
      return applyDefault(walk, target, args);
    case "map":
      return applyMap(walk, target, args, applyFilter);
    case "select":
    case "reject":
    case "selectattr":
    case "rejectattr":
      return applySelect(walk, name, target, args);
    case "format":
      walk.consume(target, { kind: "string" });
      consumeFormatted(walk, literalText(target), allArguments(args));
      return textValue;
    default:
      return applyPlain(walk, name, target, args);
  }
}

function applyDefault(walk: Walk, target: AbstractValue, args: ArgumentValues): AbstractValue {
  const [first, second] = args.positional;
  const fallback = first ?? args.keywords.get("default_value") ?? literalValue("");
  const flag = second ?? args.keywords.get("boolean");
  if (flag) walk.consume(flag, { kind: "condition", noneHandled: true });
  const boolean = flag?.kind === "literal" && Boolean(flag.value);
  if (boolean && truthFacts(target, true) === null) return fallback;
  return joinValues([settledValue(target, boolean), fallback]);
}

function applyPlain(
  walk: Walk,
  name: string,
  target: AbstractValue,
  args: ArgumentValues,
): AbstractValue {
  const effect = filterEffects.get(name);
  walk.consume(target, {
    kind: effect?.kind ?? "any",
    noneHandled: effect?.noneHandled === true,
    optional: effect?.lenient === true,
  });
  const attribute = effect?.attribute === undefined ? undefined : attributeOf(effect, args);
  for (const argument of allArguments(args)) {
    if (argument !== attribute) walk.consume(argument, { kind: effect ? "condition" : "any" });
  }
  if (!effect) return unknownValue;
  const optional =
    name === "groupby" && (args.positional.length > 1 || args.keywords.has("default"));
  const read = readItems(walk, effect, target, attribute, optional);
  return resultOf(walk, effect, target, args, read);
}

function attributeOf(effect: FilterEffect, args: ArgumentValues): AbstractValue | undefined {
  return args.positional[effect.attribute ?? -1] ?? args.keywords.get("attribute");
}

/** Records what the filter does with the items; gives the value that a group is named after. */
function readItems(
  walk: Walk,
  { items }: FilterEffect,
  target: AbstractValue,
  attribute: AbstractValue | undefined,
  optional: boolean,
): AbstractValue {
  if (items === undefined) return unknownValue;
  if (attribute === undefined) {
    walk.consumeItems(target, { kind: items });
    return unknownValue;
  }
  const element = elementOf(target, walk.token());
  const reads = readAttributes(walk, element, attribute, { several: true });
  for (const read of reads) walk.consume(read, { kind: items, weak: true, optional });
  return reads[0] ?? unknownValue;
}

function resultOf(
  walk: Walk,
  { result }: FilterEffect,
  target: AbstractValue,
  args: ArgumentValues,
  read: AbstractValue,
): AbstractValue {
  const element = () => elementOf(target, walk.token());
  const sameItems: AbstractValue = { kind: "list", element: element(), source: target };
  switch (result) {
    case "text":
      return textValue;
    case "number":
      return numberValue;
    case "items":
      return sameItems;
    case "first":
      return itemAt(target, 0);
    case "last":
      return itemAt(target, -1);
    case "element":
      return element();
    case "groups": {
      const group = {
        kind: "tuple",
        items: [read, sameItems],
        names: ["grouper", "list"],
      } as const;
      return { kind: "list", element: group, source: target };
    }
    case "pairs":
      return pairsOf(target, walk.token());
    case "batches": {
      const fill = args.positional[1] ?? args.keywords.get("fill_with");
      const item = fill ? joinValues([element(), fill]) : element();
      const batch: AbstractValue = { kind: "list", element: item, source: target };
      return { kind: "list", element: batch, source: target };
    }
    default:
      return unknownValue;
  }
}
