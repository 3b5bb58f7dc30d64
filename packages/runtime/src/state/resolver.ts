import { type FamilySettings, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { cutText, listSome, versionKey } from "@promptrail/core/portable";
import type { ServableVersion } from "../catalog/servable-version.js";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { LiveState, LiveStatus } from "./live-status.js";

/** The version that a call runs on, and how sure the process is of it. */
export interface Resolution {
  readonly version: ServableVersion;
  readonly pinned: boolean;
  readonly revision: number;
  readonly source: LiveState["source"];
  /** Why this is not the version that is live; null when it is. */
  readonly degraded: string | null;
}

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

/**
 * Finds what a family serves now. No I/O.
 *
 * @throws PromptrailError `unknown_family`, `unknown_version`.
 */
function resolveVersion(
  state: LiveState,
  catalog: VersionCatalog,
  family: string,
  pinned: number | undefined,
): Resolution {
  const live = state.families.get(family);
  if (live === undefined) throw unknownFamily(state, family);
  const { revision } = state.snapshot;
  const wanted = pinned ?? live.activeVersion;
  const found = catalog.find(family, wanted);
  if (found !== undefined) {
    return {
      version: found,
      pinned: pinned !== undefined,
      revision,
      source: state.source,
      degraded: null,
    };
  }
  if (pinned !== undefined) throw unknownVersion(state, family, pinned);
  const newest = live.activatedVersions
    .toReversed()
    .map((version) => catalog.find(family, version))
    .find((version) => version !== undefined);
  if (newest === undefined) throw unknownVersion(state, family, wanted);
  return {
    version: newest,
    pinned: false,
    revision,
    source: state.source,
    degraded: "active_unavailable",
  };
}

function unknownFamily(state: LiveState, family: string): PromptrailError {
  const known = [...state.families.keys()];
  return new PromptrailError(
    "unknown_family",
    `There is no prompt family "${cutText(family)}".${suggest(family, known)} Known families: ${listSome(known) || "none"}.`,
    { family, known },
  );
}

function unknownVersion(state: LiveState, family: string, version: number): PromptrailError {
  const known = Object.keys(state.families.get(family)?.declared.statuses ?? {}).map(Number);
  return new PromptrailError(
    "unknown_version",
    `This process cannot run ${versionKey(family, version)}. It can run the versions: ${listSome(known)}.`,
    { family, version, known },
  );
}

/**
 * Refuses a family that must not be served on what the code declares: a version that was rolled back
 * might return.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export function requireState(
  { source }: LiveState,
  families: Readonly<Record<string, FamilySettings>>,
  family: string,
): void {
  if (source !== "code_default" || families[family]?.withoutState !== "refuse") return;
  throw new PromptrailError(
    "store_unavailable",
    `Family "${family}" is not served: this process got no live state from the store or from a last-known-good file, and the config sets \`withoutState: "refuse"\`. Check that the store can be reached from here, or pin a version in the call.`,
    { family },
  );
}
