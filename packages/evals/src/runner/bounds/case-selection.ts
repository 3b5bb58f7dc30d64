import { type Case, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { contentDigest } from "@promptrail/core/lifecycle";
import { type CompiledPattern, compilePattern } from "@promptrail/core/patterns";
import { listSome } from "@promptrail/core/portable";

const filterUse = { usedBy: "A filter of cases", instead: "name the cases themselves" };

/** Which cases of a dataset are run: those that fit all that is said. A run of a part is no verdict. */
export interface CaseSelection {
  /** These alone. */
  readonly ids?: readonly string[] | undefined;
  /** Those in whose id it is found; it is searched in linear time. */
  readonly filter?: RegExp | undefined;
  /** Those that have one of these tags. */
  readonly tags?: readonly string[] | undefined;
  /** So many of them, drawn by their ids: the same ones each time, and of a larger sample a part. */
  readonly sample?: number | undefined;
  /** At most so many of them, the first in the dataset. */
  readonly limit?: number | undefined;
}

/** The cases that a selection takes, once it was shown all of a dataset. */
export class SelectedCases {
  readonly #selection: CaseSelection;
  readonly #filter: CompiledPattern | null;
  /** In the order of the dataset. */
  readonly #fitting = new Set<string>();
  readonly #known = { ids: new Set<string>(), tags: new Set<string>() };
  #taken: ReadonlySet<string> | null = null;
  #first: string | null = null;

  /** Throws `invalid_definition` for a filter that cannot be searched in linear time. */
  constructor(selection: CaseSelection) {
    const { filter } = selection;
    this.#selection = selection;
    this.#filter = filter === undefined ? null : compilePattern(filter, filterUse);
  }

  get size(): number {
    return this.#take().size;
  }

  has(id: string): boolean {
    return this.#take().has(id);
  }

  /** Shows it the next case. */
  readonly see = ({ id, tags: own }: Case): void => {
    this.#first ??= id;
    const { ids, tags } = this.#selection;
    if (ids !== undefined) this.#known.ids.add(id);
    if (tags !== undefined) for (const tag of own) this.#known.tags.add(tag);
    if (ids !== undefined && !ids.includes(id)) return;
    if (this.#filter?.isFoundIn(id) === false) return;
    if (tags !== undefined && !tags.some((tag) => own.includes(tag))) return;
    this.#fitting.add(id);
  };

  #take(): ReadonlySet<string> {
    const { sample, limit } = this.#selection;
    this.#taken ??= new Set([...drawSample(this.#fitting, sample)].slice(0, limit));
    return this.#taken;
  }

  /** @throws PromptrailError `request_invalid` for a name that the dataset does not have, and where no case is left. */
  require(dataset: string): void {
    const { ids = [], tags = [] } = this.#selection;
    requireKnown({ dataset, what: "case", names: ids, known: this.#known.ids });
    requireKnown({ dataset, what: "case with the tag", names: tags, known: this.#known.tags });
    if (this.size > 0) return;
    throw new PromptrailError(
      "request_invalid",
      `No case of dataset "${dataset}" is left to run. Nothing was run. ${this.#adviseOnNone()}`,
      { dataset },
    );
  }

  #adviseOnNone(): string {
    const { ids, filter, tags } = this.#selection;
    if (filter === undefined) {
      return ids !== undefined && tags !== undefined
        ? "Ask for fewer conditions at once."
        : "The dataset has no case.";
    }
    const isOnly = ids === undefined && tags === undefined;
    const found = isOnly
      ? `${filter} is found in no case's id`
      : `${filter} is found in the id of no case that fits the other conditions`;
    const example = this.#first === null ? "" : `, such as "${this.#first}"`;
    return `The filter searches ids only${example}: ${found}. For what cases are about, ask for their tags.`;
  }
}

/** In the order of the dataset. */
function drawSample(ids: ReadonlySet<string>, count: number | undefined): Iterable<string> {
  if (count === undefined || count >= ids.size) return ids;
  const drawn = [...ids]
    .map((id) => ({ id, draw: contentDigest(`sample ${id}`) }))
    .sort((left, right) => (left.draw < right.draw ? -1 : 1))
    .slice(0, count);
  const taken = new Set(drawn.map(({ id }) => id));
  return [...ids].filter((id) => taken.has(id));
}

interface RequireKnownSettings {
  readonly dataset: string;
  readonly what: string;
  readonly names: readonly string[];
  readonly known: ReadonlySet<string>;
}

function requireKnown({ dataset, what, names, known }: RequireKnownSettings): void {
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return;
  const like = suggest(unknown, [...known]);
  const has = known.size === 0 ? "none" : listSome([...known].map((name) => `"${name}"`));
  throw new PromptrailError(
    "request_invalid",
    `Dataset "${dataset}" has no ${what} "${unknown}".${like} It has: ${has}. Nothing was run.`,
    { dataset, name: unknown },
  );
}
