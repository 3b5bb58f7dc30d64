import type { Snapshot, StatusSource } from "@promptrail/core";
import type { VersionCatalog } from "./version-catalog.js";

/** Fetches the bodies that a snapshot needs and this build lacks. What cannot be had is left out and reported. */
export async function loadMissingVersions(
  source: StatusSource,
  snapshot: Snapshot,
  catalog: VersionCatalog,
  onProblem: (error: unknown) => void,
): Promise<void> {
  const missing = snapshot.families.flatMap(({ family, activeVersion, shadow }) =>
    [activeVersion, shadow?.version]
      .filter((version) => version !== undefined)
      .filter((version) => catalog.find(family, version) === undefined)
      .map((version) => ({ family, version })),
  );
  await Promise.all(
    missing.map(({ family, version }) => loadVersion(source, family, version, catalog, onProblem)),
  );
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
