/** What a guard tells of one value of the context. */
export interface Fact {
  readonly identity: string;
  readonly says: "present" | "notNone";
}

/** What a test's two outcomes tell. */
export interface TestOutcome {
  readonly yes: readonly Fact[];
  readonly no: readonly Fact[];
}

/** What a guard made sure of below a value. */
export interface Assurance {
  readonly present: boolean;
  readonly notNone: boolean;
}

/** A fact on a member, once the identity of the value around it is taken out. */
const memberFact = /^(present|notNone) \.([^.[\]{}:]+(?:\.[^.[\]{}:]+)*)$/u;

/** The facts that hold where the walk stands. */
export class Facts {
  private readonly counts = new Map<string, number>();

  holds(says: Fact["says"], identity: string): boolean {
    return (this.counts.get(keyOf(says, identity)) ?? 0) > 0;
  }

  /** What the guards tell of the members of a value, by their dotted names. */
  ofMembers(identity: string): ReadonlyMap<string, Assurance> {
    const found = new Map<string, Assurance>();
    for (const [key, count] of this.counts) {
      const [, says, name] = memberFact.exec(key.replace(` ${identity}.`, " .")) ?? [];
      if (count === 0 || name === undefined) continue;
      const known = found.get(name) ?? { present: false, notNone: false };
      found.set(name, {
        ...known,
        ...(says === "present" ? { present: true } : { notNone: true }),
      });
    }
    return found;
  }

  assume(facts: readonly Fact[]): void {
    this.change(facts, 1);
  }

  /** Takes back what `assume` was given. */
  retract(facts: readonly Fact[]): void {
    this.change(facts, -1);
  }

  private change(facts: readonly Fact[], by: number): void {
    for (const { says, identity } of facts) {
      const key = keyOf(says, identity);
      this.counts.set(key, (this.counts.get(key) ?? 0) + by);
    }
  }
}

function keyOf(says: Fact["says"], identity: string): string {
  return `${says} ${identity}`;
}

export function bothFacts(identity: string): readonly Fact[] {
  return [
    { identity, says: "present" },
    { identity, says: "notNone" },
  ];
}

/** What every one of several lists says; null stands for a case that cannot be. */
export function commonFacts(lists: readonly (readonly Fact[] | null)[]): readonly Fact[] | null {
  const possible = lists.filter((list) => list !== null);
  const [first, ...others] = possible;
  if (first === undefined) return null;
  return others.reduce<readonly Fact[]>((common, list) => {
    const said = new Set(list.map(({ says, identity }) => keyOf(says, identity)));
    return common.filter(({ says, identity }) => said.has(keyOf(says, identity)));
  }, first);
}
