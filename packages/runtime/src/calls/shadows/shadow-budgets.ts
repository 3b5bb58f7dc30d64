import type { ShadowBudget } from "@promptrail/core/lifecycle";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** After a run that its dollars did not allow, a budget looks at no other for so long: to know what a run costs takes a rendering. */
const lookAgainMs = 1_000;

/** What a shadow run may cost, until it is known. */
export interface Spending {
  /** What it cost, in US dollars; null where nobody said: what was reckoned with then counts. */
  settle(cost: number | null): void;
}

interface BudgetSettings {
  /** Of all families together. */
  readonly shared: ShadowBudget | undefined;
  readonly ofFamily: (family: string) => ShadowBudget | undefined;
  readonly now: () => Date;
}

/** What the shadow runs of this process may take, of each family and of all together. */
export class ShadowBudgets {
  readonly #settings: BudgetSettings;
  readonly #shared: BudgetUse | null;
  readonly #families = new Map<string, BudgetUse | null>();

  constructor(settings: BudgetSettings) {
    this.#settings = settings;
    this.#shared = toUse(settings.shared);
  }

  /** Whether one more may begin now, as far as that is known before what it costs. */
  hasRoom(family: string): boolean {
    const now = this.#settings.now().getTime();
    return this.#of(family).every((use) => use.hasRoom(now));
  }

  /**
   * Takes a run into account; null where it is not within a budget.
   *
   * @param findCost What it costs at most, in US dollars; null where that is unknown. Asked only where dollars are bounded.
   */
  admit(family: string, findCost: () => number | null): Spending | null {
    const now = this.#settings.now().getTime();
    const uses = this.#of(family);
    if (!uses.every((use) => use.hasRoom(now))) return null;
    const bounded = uses.filter((use) => use.isInDollars);
    const cost = bounded.length === 0 ? 0 : findCost();
    if (cost === null || !bounded.every((use) => use.hasDollars(cost, now))) {
      for (const use of bounded) use.rest(now);
      return null;
    }
    for (const use of uses) use.take(cost, now);
    return {
      settle: (known) => {
        const end = this.#settings.now().getTime();
        for (const use of uses) use.settle(cost, known ?? cost, end);
      },
    };
  }

  #of(family: string): readonly BudgetUse[] {
    let own = this.#families.get(family);
    if (own === undefined) {
      own = toUse(this.#settings.ofFamily(family));
      this.#families.set(family, own);
    }
    return [this.#shared, own].filter((use) => use !== null);
  }
}

function toUse(budget: ShadowBudget | undefined): BudgetUse | null {
  return budget === undefined ? null : new BudgetUse(budget);
}

/** One budget, and what was taken of it. Times are milliseconds since 1970. */
class BudgetUse {
  readonly #calls: number;
  readonly #dollars: number;
  /** When the runs of the last minute began. */
  readonly #begun: number[] = [];
  #day = 0;
  #spent = 0;
  #underWay = 0;
  #restsUntil = 0;

  constructor({ callsPerMinute, dollarsPerDay }: ShadowBudget) {
    this.#calls = callsPerMinute ?? Number.POSITIVE_INFINITY;
    this.#dollars = dollarsPerDay ?? Number.POSITIVE_INFINITY;
  }

  get isInDollars(): boolean {
    return this.#dollars !== Number.POSITIVE_INFINITY;
  }

  hasRoom(now: number): boolean {
    while ((this.#begun[0] ?? now) <= now - minuteMs) this.#begun.shift();
    return this.#begun.length < this.#calls && now >= this.#restsUntil;
  }

  rest(now: number): void {
    this.#restsUntil = now + lookAgainMs;
  }

  hasDollars(cost: number, now: number): boolean {
    this.#turnDay(now);
    return this.#spent + this.#underWay + cost <= this.#dollars;
  }

  take(cost: number, now: number): void {
    if (this.#calls !== Number.POSITIVE_INFINITY) this.#begun.push(now);
    this.#underWay += cost;
  }

  settle(reckoned: number, cost: number, now: number): void {
    this.#turnDay(now);
    this.#restsUntil = 0;
    this.#underWay = Math.max(0, this.#underWay - reckoned);
    this.#spent += cost;
  }

  #turnDay(now: number): void {
    const day = Math.floor(now / dayMs);
    if (day <= this.#day) return;
    this.#day = day;
    this.#spent = 0;
  }
}
