import { type Case, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { listSome } from "@promptrail/core/portable";

/** Which cases of a dataset are run: those that fit all that is said. A run of a part is no verdict. */
export interface CaseSelection {
  /** These alone. */
  readonly ids?: readonly string[] | undefined;
  /** Those that have one of these tags. */
  readonly tags?: readonly string[] | undefined;
  /** At most so many of them, the first in the dataset. */
  readonly limit?: number | undefined;
}

/** The cases that a selection takes, once it was shown all of a dataset. */
export class SelectedCases {
  readonly #selection: CaseSelection;
  readonly #ids = new Set<string>();
  readonly #known = { ids: new Set<string>(), tags: new Set<string>() };

  constructor(selection: CaseSelection) {
    this.#selection = selection;
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Shows it the next case. */
  readonly see = ({ id, tags: own }: Case): void => {
    const { ids, tags, limit = Number.POSITIVE_INFINITY } = this.#selection;
    if (ids !== undefined) this.#known.ids.add(id);
    if (tags !== undefined) for (const tag of own) this.#known.tags.add(tag);
    if (ids !== undefined && !ids.includes(id)) return;
    if (tags !== undefined && !tags.some((tag) => own.includes(tag))) return;
    if (this.size < limit) this.#ids.add(id);
  };

  /** @throws PromptrailError `request_invalid` for a name that the dataset does not have, and where no case is left. */
  require(dataset: string): void {
    const { ids = [], tags = [] } = this.#selection;
    requireKnown({ dataset, what: "case", names: ids, known: this.#known.ids });
    requireKnown({ dataset, what: "case with the tag", names: tags, known: this.#known.tags });
    if (this.size > 0) return;
    throw new PromptrailError(
      "request_invalid",
      `No case of dataset "${dataset}" is left to run. Nothing was run: ask for fewer conditions at once.`,
      { dataset },
    );
  }
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
