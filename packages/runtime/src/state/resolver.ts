import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { LiveState } from "./live-state.js";
import type { LiveStatus } from "./live-status.js";
import { type Resolution, resolveVersion } from "./resolve-version.js";

/** Finds what a family serves now, and remembers it until the state or the catalog changes. No I/O. */
export class Resolver {
  readonly #live: LiveStatus;
  readonly #catalog: VersionCatalog;
  #known = new Map<string, Resolution>();
  #state: LiveState | null = null;
  #changes = -1;

  constructor(live: LiveStatus, catalog: VersionCatalog) {
    this.#live = live;
    this.#catalog = catalog;
  }

  /** Throws PromptrailError `unknown_family`, `unknown_version`. */
  readonly resolve = (family: string, pinned?: number): Resolution => {
    const state = this.#live.current;
    if (pinned !== undefined) return resolveVersion(state, this.#catalog, family, pinned);
    if (state !== this.#state || this.#catalog.changes !== this.#changes) {
      // Families are found again one by one, when they are asked for.
      this.#known = new Map();
      this.#state = state;
      this.#changes = this.#catalog.changes;
    }
    const known = this.#known.get(family);
    if (known !== undefined) return known;
    const found = resolveVersion(state, this.#catalog, family, undefined);
    this.#known.set(family, found);
    return found;
  };
}
