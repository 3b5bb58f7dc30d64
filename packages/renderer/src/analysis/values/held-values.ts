import type { Expression } from "../../syntax/ast.js";
import type { AbstractValue } from "./abstract-value.js";
import { joinValues, mapArms } from "./join-values.js";

/** Stands for a member whose name the analysis does not know. */
export const anyMember = "\u0000any";

/** More values of one list or namespace than this say nothing new. */
const mostHeld = 12;

/**
 * What a template puts into the lists, mappings and namespaces that it makes, by the expression that makes
 * them. A place may be read before it is written, in a loop: so a walk reads what the walk before it found.
 */
export class HeldValues {
  private readonly before: HeldValues | null;
  private readonly values = new Map<Expression, Map<string, AbstractValue[]>>();
  private count = 0;

  constructor(before: HeldValues | null) {
    this.before = before;
  }

  /** How many values were put anywhere. */
  get size(): number {
    return this.count;
  }

  put(maker: Expression, member: string, value: AbstractValue): void {
    const members = this.values.get(maker) ?? new Map<string, AbstractValue[]>();
    const values = members.get(member) ?? [];
    if (values.length >= mostHeld) return;
    this.count += 1;
    this.values.set(
      maker,
      members.set(member, [...values, elsewhere(value, `:held${this.count}`)]),
    );
  }

  /** The members that were put, each with what it may hold. */
  membersOf(maker: Expression): ReadonlyMap<string, AbstractValue> {
    const members = this.before?.values.get(maker) ?? new Map<string, AbstractValue[]>();
    return new Map([...members].map(([name, values]) => [name, joinValues(values)]));
  }
}

/** The same value at another time, when guards that cover it now tell nothing of it. */
function elsewhere(value: AbstractValue, token: string): AbstractValue {
  return mapArms(value, (arm) => {
    if (arm.kind === "path") return { ...arm, identity: arm.identity + token };
    if (arm.kind === "tuple") {
      return { ...arm, items: arm.items.map((item, at) => elsewhere(item, `${token}:${at}`)) };
    }
    return arm;
  });
}
