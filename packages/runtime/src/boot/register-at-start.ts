import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { OpenStore, RegistrationConflict } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { compareBuild, registerBuild } from "../decisions/declare.js";
import { classifyConflict, howToBump } from "../decisions/earlier-scheme.js";
import type { ProblemBoard } from "../problems/problem-board.js";
import type { Project } from "../project/load-project.js";

interface BuildPorts {
  readonly project: Project;
  readonly store: OpenStore;
  readonly catalog: VersionCatalog;
  readonly problems: ProblemBoard;
}

/** Registers a build when it starts. A version of another content is served as registered. */
export async function registerAtStart(ports: BuildPorts): Promise<void> {
  await serveRegistered(ports, await registerBuild(ports.project.registry, ports.store));
}

/** The same for a process that declares nothing: a version of another content is run as registered. */
export async function compareAtStart(ports: BuildPorts): Promise<void> {
  await serveRegistered(ports, await compareBuild(ports.project.registry, ports.store));
}

async function serveRegistered(
  { project, store, catalog, problems }: BuildPorts,
  conflicts: readonly RegistrationConflict[],
): Promise<void> {
  const found: (readonly Violation[])[] = [];
  for (const conflict of conflicts) {
    const damage = await serveOne(store, catalog, conflict);
    found.push(damage ?? findViolation(project, conflict));
  }
  catalog.trustDeclared(conflicts);
  const standing = found.flat();
  problems.endOthers("immutability_violation", new Set(standing.map(({ key }) => key)));
  for (const { key, error } of standing) problems.stand("immutability_violation", error, key);
}

interface Violation {
  readonly key: string;
  readonly error: PromptrailError;
}

/**
 * A number means one content for ever: what is registered is served, not what this build has. Where its
 * body was changed since, nothing is served under the number, and the process goes on with the others.
 */
async function serveOne(
  store: OpenStore,
  catalog: VersionCatalog,
  { family, version }: RegistrationConflict,
): Promise<readonly Violation[] | null> {
  try {
    const registered = await store.status.readVersion(family, version);
    if (registered !== null) catalog.addRegistered(registered);
    return null;
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "immutability_violation") throw error;
    catalog.withhold(family, version);
    return [{ key: versionKey(family, version), error }];
  }
}

/** A retired version of an earlier hash scheme is well served as registered. */
function findViolation(
  { registry, environment }: Project,
  conflict: RegistrationConflict,
): readonly Violation[] {
  const kind = classifyConflict(registry, conflict);
  if (kind === "retired") return [];
  const key = versionKey(conflict.family, conflict.version);
  const error =
    kind === "edited"
      ? immutabilityViolation(key, conflict, environment)
      : toUnbumpedError(key, conflict);
  return [{ key, error }];
}

function toUnbumpedError(
  key: string,
  { family, version, registeredHash, declaredHash }: RegistrationConflict,
): PromptrailError {
  return new PromptrailError(
    "immutability_violation",
    `${key} is registered under an earlier hash scheme, and is served with the output schema that was sent under that scheme: ${howToBump}`,
    { family, version, registered: registeredHash, declared: declaredHash },
  );
}

function immutabilityViolation(
  key: string,
  { family, version, registeredHash, declaredHash }: RegistrationConflict,
  environment: string,
): PromptrailError {
  // There a draft that was never active is replaced, by those that declare.
  const orDeploy =
    environment === "development"
      ? " To register the new text of a draft, run `promptrail deploy`."
      : "";
  return new PromptrailError(
    "immutability_violation",
    `${key} is already registered with different content (${registeredHash}) than this build declares (${declaredHash}). The registered content is served. Restore the text of the version, and declare the change under a new version number.${orDeploy}`,
    { family, version, registered: registeredHash, declared: declaredHash },
  );
}
