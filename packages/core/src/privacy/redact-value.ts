import { isJsonList, isJsonObject, type JsonValue } from "../json/json-value.js";
import { type RedactionRules, redactText } from "./redact-text.js";
import type { Redacted } from "./redactor.js";

interface ValueRules extends RedactionRules {
  readonly hasOwn: boolean;
}

/** A number with fewer signs is nothing that a built-in detector knows: a phone number has 7 digits. */
const fewestDigits = 7;

/** Something that is still to be looked at, with the name of the nearest property around it. */
interface Place {
  readonly value: JsonValue;
  readonly property: string | null;
}

/** JSON without what the detectors find; the value itself where they find nothing. */
export function redactValue(value: JsonValue, rules: ValueRules): Redacted<JsonValue> {
  const counts = new Map<string, number>();
  const redact = (text: string, property: string | null): string => {
    const { value: redacted, found } = redactText(text, rules, property);
    for (const [name, count] of Object.entries(found)) {
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    return redacted;
  };
  const leaf: LeafRedaction = ({ value: each, property }) => {
    if (typeof each === "string") return redact(each, property);
    if (typeof each !== "number") return each;
    const text = String(each);
    if (!rules.hasOwn && text.length < fewestDigits) return each;
    const redacted = redact(text, property);
    return redacted === text ? each : redacted;
  };
  const copy = copyRedacted(value, { leaf, name: (name) => redact(name, null) });
  const found = Object.fromEntries(counts);
  return { value: counts.size === 0 ? value : copy, found };
}

type LeafRedaction = (place: Place) => JsonValue;

interface Redactions {
  readonly leaf: LeafRedaction;
  readonly name: (name: string) => string;
}

type Filled = JsonValue[] | { [name: string]: JsonValue };

/** Walks with a list of its own: a value may be nested deeper than the engine's stack. */
function copyRedacted(value: JsonValue, { leaf, name }: Redactions): JsonValue {
  const open: {
    readonly from: JsonValue;
    readonly to: Filled;
    readonly property: string | null;
  }[] = [];
  const copy = (place: Place): JsonValue => {
    const { value: from, property } = place;
    if (!isJsonList(from) && !isJsonObject(from)) return leaf(place);
    const to: Filled = isJsonList(from) ? [] : {};
    open.push({ from, to, property });
    return to;
  };
  const result = copy({ value, property: null });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { from, to, property } = next;
    if (isJsonList(from) && Array.isArray(to)) {
      for (const each of from) to.push(copy({ value: each, property }));
    } else if (isJsonObject(from) && !Array.isArray(to)) {
      const taken = new Map<string, number>();
      for (const [key, each] of Object.entries(from)) {
        setOwn(to, {
          name: findFreeName(name(key), taken),
          value: copy({ value: each, property: key }),
        });
      }
    }
  }
  return result;
}

/** Two names may be the same after redaction, and none may replace the other's value. */
function findFreeName(name: string, taken: Map<string, number>): string {
  let count = taken.get(name) ?? 0;
  let free = count === 0 ? name : `${name} ${count + 1}`;
  while (count > 0 && taken.has(free)) {
    count += 1;
    free = `${name} ${count + 1}`;
  }
  taken.set(name, count + 1);
  if (free !== name) taken.set(free, 1);
  return free;
}

/** `__proto__` is a name like any other. */
function setOwn(
  object: { [name: string]: JsonValue },
  { name, value }: { readonly name: string; readonly value: JsonValue },
): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { ...shown, value });
}

const shown = { writable: true, enumerable: true, configurable: true };
