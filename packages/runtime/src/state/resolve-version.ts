import { PromptrailError } from "@promptrail/core";
import { cutText, listSome, suggest, versionKey } from "@promptrail/core/portable";
import type { ServableVersion } from "../catalog/servable-version.js";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { LiveState } from "./live-state.js";

/** The version that a call runs on, and how sure the process is of it. */
export interface Resolution {
  readonly version: ServableVersion;
  readonly pinned: boolean;
  readonly revision: number;
  readonly source: LiveState["source"];
  /** Why this is not the version that is live; null when it is. */
  readonly degraded: string | null;
}

/**
 * Finds what a family serves now. No I/O.
 *
 * @throws PromptrailError `unknown_family`, `unknown_version`.
 */
export function resolveVersion(
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
