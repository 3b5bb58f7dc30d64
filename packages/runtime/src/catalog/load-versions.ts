import { isPromptrailError } from "@promptrail/core";
import type { Snapshot, StatusSource } from "@promptrail/core/lifecycle";
import type { VersionCatalog } from "./version-catalog.js";

export interface MissingVersion {
  readonly family: string;
  readonly version: number;
}

/** The versions that a snapshot needs and that this process lacks. */
export function listMissingVersions(
  { families }: Snapshot,
  catalog: VersionCatalog,
): readonly MissingVersion[] {
  const missing: MissingVersion[] = [];
  for (const { family, activeVersion, shadow } of families) {
    if (!catalog.has(family, activeVersion)) missing.push({ family, version: activeVersion });
    if (shadow !== null && !catalog.has(family, shadow.version)) {
      missing.push({ family, version: shadow.version });
    }
  }
  return missing;
}

/**
 * Fetches their registered bodies. What cannot be had is left out and reported.
 *
 * @returns those that are this process's business: a follower's key may be for its own families alone.
 */
export async function loadVersions(
  source: StatusSource,
  missing: readonly MissingVersion[],
  catalog: VersionCatalog,
  onProblem: (error: unknown) => void,
): Promise<readonly MissingVersion[]> {
  const load = async (wanted: MissingVersion): Promise<readonly MissingVersion[]> => {
    let isOthers = false;
    const report = (error: unknown) => {
      const isForbidden = isPromptrailError(error) && error.code === "forbidden";
      isOthers = isForbidden && !catalog.declares(wanted.family);
      if (!isOthers) onProblem(error);
    };
    await loadVersion(source, wanted.family, wanted.version, catalog, report);
    return isOthers ? [] : [wanted];
  };
  return (await Promise.all(missing.map(load))).flat();
}

/** Puts the registered body of a version into the catalog. */
export async function loadVersion(
  source: StatusSource,
  family: string,
  version: number,
  catalog: VersionCatalog,
  onProblem: (error: unknown) => void,
): Promise<boolean> {
  try {
    const registered = await source.readVersion(family, version);
    return registered !== null && catalog.addRegistered(registered);
  } catch (error) {
    onProblem(error);
    return false;
  }
}
