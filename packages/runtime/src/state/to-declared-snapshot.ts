import type { FamilyState, Registry, Snapshot } from "@promptrail/core/lifecycle";

/** The state that the code alone declares: what a process serves until it has heard of another. */
export function toDeclaredSnapshot(registry: Registry, environment: string): Snapshot {
  return {
    storeId: "",
    environment,
    revision: 0,
    headHash: "",
    families: registry.families.map((family) => toDeclaredState(registry, family)),
  };
}

function toDeclaredState(registry: Registry, family: string): FamilyState {
  const activeVersion = registry.declaredActive(family).version;
  const versions = registry.versionsOf(family);
  const statuses = Object.fromEntries(versions.map(({ version, status }) => [version, status]));
  const shadow = versions.findLast(({ status }) => status === "shadow");
  return {
    family,
    activeVersion,
    previousVersion: null,
    revision: 0,
    hold: null,
    leftVersions: [],
    activatedVersions: [activeVersion],
    archivedVersions: [],
    shadow: shadow === undefined ? null : { version: shadow.version, rate: 1 },
    declared: {
      generation: 0,
      activeVersion,
      statuses,
      pending: null,
      acknowledgedRevision: 0,
      ground: { kind: "no_gate" },
    },
    decidedBy: "code",
    decidedAt: new Date(0),
  };
}
