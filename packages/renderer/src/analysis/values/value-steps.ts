import { plainLoopMembers } from "../../codegen/loop-members.js";
import {
  type AbstractValue,
  numberValue,
  type PathValue,
  type RecordValue,
  type TupleValue,
  unknownValue,
} from "./abstract-value.js";
import { joinValues, mapArms } from "./join-values.js";

/** Deeper paths than this are not followed. */
const deepest = 60;

/** A key that can stand in a path as it is. */
const plainKey = /^[^.[\]{}]+$/u;

function extend(value: PathValue, path: string, identity: string): AbstractValue {
  const { at, depth } = value;
  if (depth >= deepest) return unknownValue;
  const step = { path: value.path + path, identity: value.identity + identity };
  return { kind: "path", ...step, at, depth: depth + 1, settled: false, noneHandled: false };
}

/** `value.name`. */
export function memberOf(value: AbstractValue, name: string): AbstractValue {
  return mapArms(value, (arm) => {
    switch (arm.kind) {
      case "path":
        return plainKey.test(name) ? assuredMember(arm, name) : extend(arm, "{}", `{${name}}`);
      case "record":
        return recordMember(arm, name);
      case "tuple":
        return arm.items[arm.names?.indexOf(name) ?? -1] ?? unknownValue;
      case "loop":
        return loopMember(arm.element, name);
      default:
        return unknownValue;
    }
  });
}

function assuredMember(value: PathValue, name: string): AbstractValue {
  const member = extend(value, `.${name}`, `.${name}`);
  if (member.kind !== "path" || !value.assured) return member;
  const own = value.assured.get(name);
  const below = [...value.assured].filter(([key]) => key.startsWith(`${name}.`));
  const assured = new Map(below.map(([key, rest]) => [key.slice(name.length + 1), rest]));
  const settled = own?.present === true || below.length > 0;
  return { ...member, settled, noneHandled: own?.notNone === true, assured };
}

function recordMember({ members, rest }: RecordValue, name: string): AbstractValue {
  const own = members.get(name);
  return own ?? (rest === null ? unknownValue : memberOf(rest, name));
}

function loopMember(element: AbstractValue, name: string): AbstractValue {
  if (plainLoopMembers.has(name) || name === "depth" || name === "depth0") return numberValue;
  if (name !== "previtem" && name !== "nextitem") return unknownValue;
  return renew(element, `:${name}`);
}

/** The same place of the context, but maybe another item: guards on the one tell nothing of the other. */
function renew(value: AbstractValue, token: string): AbstractValue {
  return mapArms(value, (arm) => {
    if (arm.kind === "path") return { ...arm, identity: arm.identity + token };
    if (arm.kind === "unknown") return { ...arm, identity: token };
    if (arm.kind !== "tuple") return arm;
    return { ...arm, items: arm.items.map((item, index) => renew(item, `${token}:${index}`)) };
  });
}

/** An item of a value: `items[]` of a list of the context. `token` names the item among its like. */
export function elementOf(value: AbstractValue, token: string): AbstractValue {
  return mapArms(value, (arm) => {
    switch (arm.kind) {
      case "path": {
        const item = extend(arm, "[]", `[${token}]`);
        return item.kind === "path" ? { ...item, keyOf: arm.identity } : item;
      }
      case "tuple":
        return joinValues(arm.items);
      case "list":
        return renew(arm.element, `[${token}]`);
      default:
        return unknownValue;
    }
  });
}

/** `value[position]` with a literal position. */
export function itemAt(value: AbstractValue, position: number): AbstractValue {
  return mapArms(value, (arm) =>
    arm.kind === "tuple"
      ? (arm.items.at(position) ?? unknownValue)
      : elementOf(arm, String(position)),
  );
}

/** A value of a mapping under a key that is not known: `attributes{}`. */
export function entryOf(value: AbstractValue, token: string, certain = false): AbstractValue {
  return mapArms(value, (arm) => {
    if (arm.kind === "record") {
      const rest = arm.rest === null ? [] : [entryOf(arm.rest, token, certain)];
      return joinValues([...arm.members.values(), ...rest]);
    }
    if (arm.kind === "tuple") return joinValues(arm.items);
    if (arm.kind === "list") return renew(arm.element, `{${token}}`);
    if (arm.kind !== "path") return unknownValue;
    const entry = extend(arm, "{}", `{${token}}`);
    return entry.kind === "path" && certain ? { ...entry, settled: true } : entry;
  });
}

/** `value[key]` with a key of the template: what makes two reads with one key the same read. */
export function keyIdentity(key: AbstractValue): string | undefined {
  if (key.kind === "path") return key.identity;
  return key.kind === "unknown" ? key.identity : undefined;
}

/** The items of `value.items()`: pairs of a key and the value under it. */
export function pairsOf(value: AbstractValue, token: string): AbstractValue {
  const key = mapArms(value, (arm) =>
    arm.kind === "path" ? { kind: "unknown", keyOf: arm.identity, identity: token } : unknownValue,
  );
  const pair: TupleValue = { kind: "tuple", items: [key, entryOf(value, token)] };
  return { kind: "list", element: pair, source: value };
}

/** The same value, whose absence no longer matters; nor whether it is None, where `noneHandled`. */
export function settledValue(value: AbstractValue, noneHandled = false): AbstractValue {
  return mapArms(value, (arm) =>
    arm.kind === "path"
      ? { ...arm, settled: true, noneHandled: arm.noneHandled || noneHandled }
      : arm,
  );
}
