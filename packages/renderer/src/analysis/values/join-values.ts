import {
  type AbstractValue,
  type EitherValue,
  type PathValue,
  unknownValue,
} from "./abstract-value.js";
import { commonFacts, type Fact } from "./facts.js";

/** More alternatives than this are not followed. */
const mostArms = 12;

/** A value that is one of the given ones. */
export function joinValues(
  values: readonly AbstractValue[],
  facts?: Pick<EitherValue, "yes" | "no">,
): AbstractValue {
  const known = new Map<AbstractValue | string, AbstractValue>();
  for (const arm of values.flatMap(armsOf)) {
    const key = arm.kind === "path" ? arm.identity : arm;
    const same = known.get(key);
    if (same?.kind === "path" && arm.kind === "path") known.set(key, weaker(same, arm));
    else if (!same && known.size < mostArms) known.set(key, arm);
    else if (!same) known.set(unknownValue, unknownValue);
  }
  const arms = [...known.values()];
  const [only] = arms;
  if (only === undefined) return unknownValue;
  if (arms.length === 1 && facts === undefined) return only;
  return { kind: "either", arms, ...facts };
}

function armsOf(value: AbstractValue): readonly AbstractValue[] {
  return value.kind === "either" ? value.arms : [value];
}

/** What is known of the same path in both cases. */
function weaker(one: PathValue, other: PathValue): PathValue {
  return {
    ...one,
    settled: one.settled && other.settled,
    noneHandled: one.noneHandled && other.noneHandled,
  };
}

/** What is made of each alternative. */
export function mapArms(
  value: AbstractValue,
  map: (arm: AbstractValue) => AbstractValue,
): AbstractValue {
  return value.kind === "either" ? joinValues(value.arms.map(map)) : map(value);
}

/** The same value, told more of: it is true where it was true. */
export function annotateArms(
  value: AbstractValue,
  annotate: (arm: AbstractValue) => AbstractValue,
): AbstractValue {
  if (value.kind !== "either") return annotate(value);
  return { ...value, arms: value.arms.map(annotate) };
}

/** What holds where `value` counts as true, or as false; null where it cannot. */
export function truthFacts(value: AbstractValue, outcome: boolean): readonly Fact[] | null {
  switch (value.kind) {
    case "path":
      return outcome
        ? [
            { identity: value.identity, says: "present" },
            { identity: value.identity, says: "notNone" },
          ]
        : [];
    case "literal":
      return isTrueLiteral(value.value) === outcome ? [] : null;
    case "condition":
      return outcome ? value.yes : value.no;
    case "macro":
      return outcome ? [] : null;
    case "either": {
      const own = (outcome ? value.yes : value.no) ?? [];
      const common = commonFacts(value.arms.map((arm) => truthFacts(arm, outcome)));
      return common === null ? null : [...own, ...common];
    }
    default:
      return [];
  }
}

function isTrueLiteral(value: string | number | boolean | null): boolean {
  return value !== null && value !== false && value !== 0 && value !== "";
}
