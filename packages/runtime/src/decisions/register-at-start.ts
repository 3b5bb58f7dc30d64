import {
  type OpenStore,
  PromptrailError,
  type RegistrationConflict,
  type Registry,
  versionKey,
} from "@promptrail/core";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { Project } from "../load-project.js";
import type { ProblemBoard } from "../reports/problem-board.js";
import { registerBuild } from "./declare.js";
import { classifyConflict, howToBump } from "./earlier-scheme.js";

interface BuildPorts {
  readonly project: Project;
  readonly store: OpenStore;
  readonly catalog: VersionCatalog;
  readonly problems: ProblemBoard;
}

/** Registers a build when it starts. A version of another content is served as registered. */
export async function registerAtStart(ports: BuildPorts): Promise<void> {
  const { project, store, catalog, problems } = ports;
  const conflicts = await registerBuild(project.registry, store);
  for (const { family, version } of conflicts) {
    // A number means one content for ever: what is registered is served, not what this build has.
    const registered = await store.status.readVersion(family, version);
    if (registered !== null) catalog.addRegistered(registered);
  }
  catalog.trustDeclared(conflicts);
  const standing = conflicts.flatMap((conflict) => findViolation(project.registry, conflict));
  problems.endOthers("immutability_violation", new Set(standing.map(({ key }) => key)));
  for (const { key, error } of standing) problems.stand("immutability_violation", error, key);
}

/** A retired version of an earlier hash scheme is well served as registered. */
function findViolation(registry: Registry, conflict: RegistrationConflict) {
  const kind = classifyConflict(registry, conflict);
  if (kind === "retired") return [];
  const key = versionKey(conflict.family, conflict.version);
  const toError = kind === "edited" ? immutabilityViolation : toUnbumpedError;
  return [{ key, error: toError(key, conflict) }];
}

function toUnbumpedError(
  key: string,
  { family, version, registeredHash, declaredHash }: RegistrationConflict,
): PromptrailError {
  return new PromptrailError(
    "immutability_violation",
    `${key} is registered under an earlier hash scheme, and is served with the output schema as it was sent then: ${howToBump}`,
    { family, version, registered: registeredHash, declared: declaredHash },
  );
}

function immutabilityViolation(
  key: string,
  { family, version, registeredHash, declaredHash }: RegistrationConflict,
): PromptrailError {
  return new PromptrailError(
    "immutability_violation",
    `${key} is registered with another content (${registeredHash}) than this build has (${declaredHash}). The registered one is served. Restore its text and declare the change under a new number.`,
    { family, version, registered: registeredHash, declared: declaredHash },
  );
}
