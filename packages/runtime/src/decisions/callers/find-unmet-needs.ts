import { isPromptrailError } from "@promptrail/core";
import {
  type FamilyState,
  findNewRequirements,
  findVersionNeeds,
  isArchived,
  type StatusSource,
  type VersionNeeds,
} from "@promptrail/core/lifecycle";
import { loadVersion } from "../../catalog/load-versions.js";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { VersionCatalog } from "../../catalog/version-catalog.js";

export interface NeedPorts {
  readonly catalog: VersionCatalog;
  readonly source: StatusSource;
}

/**
 * What a version requires and callers do not give for any version that was live here: they are refused
 * when it goes live. Empty where nobody can tell, for a version that was live itself, and for an archived
 * one, which cannot go live.
 */
export async function findUnmetNeeds(
  ports: NeedPorts,
  state: FamilyState,
  version: number,
): Promise<readonly string[]> {
  const called = calledVersions(state);
  if (called.includes(version) || isArchived(state, version)) return [];
  const [needed, ...others] = await Promise.all(
    [version, ...called].map((number) => findNeeds(ports, state.family, number)),
  );
  if (needed === undefined || needed === null) return [];
  return findNewRequirements(
    needed,
    others.filter((each) => each !== null),
  );
}

/** The versions whose needs callers know: live once, or declared so, and not archived since. */
function calledVersions(state: FamilyState): readonly number[] {
  const { activatedVersions, declared } = state;
  const deprecated = Object.entries(declared.statuses)
    .filter(([, status]) => status === "deprecated")
    .map(([version]) => Number(version));
  return [...new Set([...activatedVersions, ...deprecated])].filter(
    (version) => !isArchived(state, version),
  );
}

async function findNeeds(
  { catalog, source }: NeedPorts,
  family: string,
  version: number,
): Promise<VersionNeeds | null> {
  if (!catalog.has(family, version)) await loadVersion(source, family, version, catalog, () => {});
  const found = catalog.find(family, version);
  return found === undefined ? null : readNeeds(found);
}

function readNeeds(version: ServableVersion): VersionNeeds | null {
  try {
    const variables = version.messages().flatMap(({ template }) => template.variables);
    return findVersionNeeds(version.describeInput(), variables);
  } catch (error) {
    // What a template that does not compile needs is not known.
    if (isPromptrailError(error)) return null;
    throw error;
  }
}
