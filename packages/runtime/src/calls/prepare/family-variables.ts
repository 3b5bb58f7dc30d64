import { isPromptrailError } from "@promptrail/core";
import { findTakenNames, type Registry, type StatusSource } from "@promptrail/core/lifecycle";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { VersionCatalog } from "../../catalog/version-catalog.js";
import type { LiveState } from "../../state/live-status.js";
import { within } from "../../within.js";

export interface UnknownVariables {
  readonly names: readonly string[];
  /** What the family's versions take. */
  readonly known: readonly string[];
}

interface VariablePorts {
  readonly registry: Registry;
  readonly catalog: VersionCatalog;
  readonly live: { readonly current: LiveState };
  readonly source: Pick<StatusSource, "readVersion">;
  /** True while the source does not answer: no call waits for it. */
  readonly isAway: () => boolean;
  readonly now: () => Date;
}

/** What the versions of a family take together, as far as this process has them. */
interface TakenTogether {
  /** Null where one of them takes any name. */
  readonly names: ReadonlySet<string> | null;
  /** The versions that the state names and this process lacks. */
  readonly missing: readonly number[];
  readonly newest: number;
}

/** Callers that mistype a name again and again do not ask the store each time. */
const askAgainMs = 1_000;
/** A call waits no longer than this to hear whether a newer build knows a name. */
const answerMs = 1_000;

/**
 * Judges names by the family and not by the version that is live: its versions share their callers, so
 * that a rollback or a newer build's caller is no reason to refuse a call. A name is unknown where no
 * version takes it: not of this build, not of the store. While the store is away, no name is.
 */
export class FamilyVariables {
  readonly #ports: VariablePorts;
  readonly #declared: ReadonlySet<string>;
  #together = new Map<string, TakenTogether>();
  #state: LiveState | null = null;
  #changes = -1;
  /** The versions that only the store told of. */
  readonly #learned = new Map<string, Set<number>>();
  readonly #asked = new Map<string, { readonly at: number; readonly answer: Promise<boolean> }>();

  constructor(ports: VariablePorts) {
    this.#ports = ports;
    this.#declared = new Set(ports.registry.families);
  }

  /** The given names that no version takes; null where there are none, or where that cannot be told. */
  findUnknown(
    version: ServableVersion,
    given: readonly string[],
  ): Promise<UnknownVariables | null> | null {
    const own = takenVariables(version);
    if (own === null || given.every((name) => own.has(name))) return null;
    const others = given.filter((name) => !own.has(name));
    // Only before a call is refused is anything asked.
    if (this.#judge(version.family, own, others) === null) return null;
    return this.#learn(version.family).then((isSure) =>
      isSure ? this.#judge(version.family, own, others) : null,
    );
  }

  #judge(
    family: string,
    own: ReadonlySet<string>,
    given: readonly string[],
  ): UnknownVariables | null {
    const { names: taken } = this.#takenTogether(family);
    const names = taken === null ? [] : given.filter((name) => !taken.has(name));
    return names.length === 0 ? null : { names, known: [...new Set([...own, ...(taken ?? [])])] };
  }

  #takenTogether(family: string): TakenTogether {
    const { live, catalog } = this.#ports;
    if (live.current !== this.#state || catalog.changes !== this.#changes) {
      this.#together = new Map();
      this.#state = live.current;
      this.#changes = catalog.changes;
    }
    const found = this.#together.get(family) ?? this.#find(family);
    this.#together.set(family, found);
    return found;
  }

  #find(family: string): TakenTogether {
    const { catalog } = this.#ports;
    const numbers = [...this.#numbersOf(family)];
    const missing = numbers.filter((number) => !catalog.has(family, number));
    const taken = numbers
      .map((number) => catalog.find(family, number))
      .filter((version) => version !== undefined)
      .map(takenVariables);
    const sure = taken.filter((names) => names !== null);
    const names = sure.length < taken.length ? null : new Set(sure.flatMap((each) => [...each]));
    return { names, missing, newest: Math.max(0, ...numbers) };
  }

  #numbersOf(family: string): ReadonlySet<number> {
    const { registry, live } = this.#ports;
    const declared = this.#declared.has(family) ? registry.versionsOf(family) : [];
    const state = live.current.families.get(family);
    return new Set([
      ...declared.map(({ version }) => version),
      ...(state?.activatedVersions ?? []),
      ...Object.keys(state?.declared.statuses ?? {}).map(Number),
      ...(state?.shadow == null ? [] : [state.shadow.version]),
      ...(this.#learned.get(family) ?? []),
    ]);
  }

  /** Fetches what newer builds have registered. False where it cannot be told what they take. */
  async #learn(family: string): Promise<boolean> {
    const { live, isAway, now } = this.#ports;
    if (live.current.source !== "store" || isAway()) return false;
    const at = now().getTime();
    const asked = this.#asked.get(family);
    if (asked !== undefined && Math.abs(at - asked.at) < askAgainMs) return asked.answer;
    const answer = within(this.#ask(family), answerMs)
      .then((inTime) => inTime && this.#takenTogether(family).missing.length === 0)
      .catch(() => false);
    this.#asked.set(family, { at, answer });
    return answer;
  }

  async #ask(family: string): Promise<void> {
    const { missing, newest } = this.#takenTogether(family);
    await Promise.all(missing.map((number) => this.#fetch(family, number)));
    // A draft of a newer build is registered, and no state names it.
    let next = newest + 1;
    while (await this.#fetch(family, next)) next += 1;
  }

  /** True where the store has it. */
  async #fetch(family: string, number: number): Promise<boolean> {
    const { catalog, source } = this.#ports;
    const registered = await source.readVersion(family, number);
    if (registered === null) return false;
    catalog.addRegistered(registered);
    const learned = this.#learned.get(family) ?? new Set();
    this.#learned.set(family, learned.add(number));
    this.#together.delete(family);
    return true;
  }
}

const known = new WeakMap<ServableVersion, ReadonlySet<string> | null>();

/** The top-level variables that a version takes; null where its schema takes any name, or nobody can tell. */
function takenVariables(version: ServableVersion): ReadonlySet<string> | null {
  const found = known.get(version);
  if (found !== undefined) return found;
  const taken = find(version);
  known.set(version, taken);
  return taken;
}

/** The part of a context that a version takes: an older one may refuse what only newer ones know. */
export function takeVariables(version: ServableVersion, context: object): object {
  const taken = takenVariables(version);
  const given = Object.entries(context);
  if (taken === null || given.every(([name]) => taken.has(name))) return context;
  return Object.fromEntries(given.filter(([name]) => taken.has(name)));
}

function find(version: ServableVersion): ReadonlySet<string> | null {
  try {
    const variables = version.messages().flatMap(({ template }) => template.variables);
    return findTakenNames(version.describeInput(), variables);
  } catch (error) {
    // A template that does not compile is told when it is rendered; another version's is not this call's.
    if (isPromptrailError(error)) return null;
    throw error;
  }
}
