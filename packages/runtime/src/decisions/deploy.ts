import { PromptrailError } from "@promptrail/core";
import {
  type DecisionResult,
  type DecisionSource,
  type FamilyState,
  type KnownVersion,
  type Lock,
  lockFileName,
  type OpenStore,
  type RegistrationConflict,
  type Registry,
  type Snapshot,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { findUnmetNeeds } from "./callers/find-unmet-needs.js";
import { declareNews, registerBuild, toGeneration } from "./declare.js";
import { classifyConflict, howToBump } from "./earlier-scheme.js";
import { type DroppedVersion, findDropped, findNextNumber } from "./find-dropped.js";
import type { GroundPorts } from "./find-ground.js";

export interface DeployRequest {
  readonly actor: string;
  readonly reason?: string | undefined;
  /** Default: `deploy`. */
  readonly source?: DecisionSource;
  /** Called when the build's versions are registered, and before anything is declared: to store evidence for them. */
  readonly onRegistered?: (() => Promise<void>) | undefined;
  /** True: reports or throws as the deployment would, and changes nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * What became of a declaration. `old_generation`: the lock's generation is at or below the recorded
 * one and what it declares is not live, as after a reverted commit. `decided_otherwise`: it is the recorded one, and
 * what it declares was live, or could have been, until a later decision, such as a rollback.
 */
export type DeployOutcome =
  | "first_seen"
  | "activated"
  | "unchanged"
  | "pending"
  | "decided_otherwise"
  | "old_generation";

export interface DeployedFamily {
  readonly family: string;
  /** The lock's. */
  readonly generation: number;
  readonly declaredVersion: number;
  readonly activeVersion: number;
  readonly outcome: DeployOutcome;
  /** Why the declared version is not live; null where it is. */
  readonly reason: string | null;
  readonly isLive: boolean;
  /**
   * What the declared version requires and no version that was live here before did: callers that do not
   * give it are refused once it is live. Empty where it was live before.
   */
  readonly newRequirements: readonly string[];
}

export interface DeployReport {
  readonly families: readonly DeployedFamily[];
  /** Retired versions that the store has under a hash of an earlier scheme; they are served as registered. */
  readonly conflicts: readonly RegistrationConflict[];
  /** Versions of the code's families that the store has and the code has not: their numbers are used up. */
  readonly dropped: readonly DroppedVersion[];
  /** True where everything that the code declares is live. */
  readonly isLive: boolean;
  /** Only of a dry run: the versions that would be registered, as keys. Nothing of the report happened then. */
  readonly dryRun?: { readonly registers: readonly string[] };
}

export interface DeployPorts extends GroundPorts {
  readonly catalog: VersionCatalog;
}

/**
 * Registers a build and applies what its lock file declares. `applied` is given each decision.
 *
 * @throws PromptrailError `version_conflict`, `immutability_violation` before anything is declared;
 * `lock_stale`; `store_unavailable`.
 */
export async function deploy(
  ports: DeployPorts,
  store: OpenStore,
  lock: Lock | null,
  { actor, source = "deploy", reason, onRegistered }: DeployRequest,
): Promise<{ readonly report: DeployReport; readonly results: readonly DecisionResult[] }> {
  const { registry } = ports;
  if (lock !== null) requireCurrent(registry, lock);
  const conflicts = await registerBuild(registry, store);
  const found = await store.status.readSnapshot();
  const { environment } = found;
  const registered = await store.status.listRegistered(registry.families);
  requireNoConflict(registry, conflicts, { environment, registered });
  await onRegistered?.();
  // Evidence makes a version live that waits for it.
  const known = onRegistered === undefined ? found : await store.status.readSnapshot();
  const dropped = findDropped(registry, registered, environment);
  const request = { lock, findActor: async () => actor, source, reason };
  const results = await declareNews(ports, store, known, request);
  const before = byFamily(found);
  const after = byFamily(known);
  const families: DeployedFamily[] = [];
  for (const family of registry.families) {
    const result = results.get(family);
    const earlier = before.get(family);
    const state = result?.state ?? after.get(family);
    if (state === undefined) continue;
    const isNews = result !== undefined || state.revision !== earlier?.revision;
    const { version } = registry.declaredActive(family);
    const needPorts = { catalog: ports.catalog, source: store.status };
    const newRequirements =
      !isNews || earlier === undefined ? [] : await findUnmetNeeds(needPorts, earlier, version);
    families.push({
      ...toDeployedFamily(registry, lock, { earlier, state, result }),
      newRequirements,
    });
  }
  const isLive = families.every((family) => family.isLive);
  return { report: { families, conflicts, dropped, isLive }, results: [...results.values()] };
}

/** What became of a family in the course of a deployment. */
interface FamilyCourse {
  /** Before anything of the build was stored; absent where the store did not know the family. */
  readonly earlier: FamilyState | undefined;
  readonly state: FamilyState;
  /** Of its declaration; absent where it said nothing new. */
  readonly result: DecisionResult | undefined;
}

function byFamily({ families }: Snapshot): ReadonlyMap<string, FamilyState> {
  return new Map(families.map((state) => [state.family, state]));
}

function toDeployedFamily(
  registry: Registry,
  lock: Lock | null,
  course: FamilyCourse,
): Omit<DeployedFamily, "newRequirements"> {
  const { state } = course;
  const { family, activeVersion } = state;
  const declaredVersion = registry.declaredActive(family).version;
  const generation = toGeneration(lock, family);
  const isLive = declaredVersion === activeVersion;
  const outcome = toOutcome(course, { generation, declaredVersion, hasLock: lock !== null });
  const reason = isLive
    ? null
    : describeObstacle(state, declaredVersion, generation, lock !== null);
  return { family, generation, declaredVersion, activeVersion, outcome, reason, isLive };
}

interface Declaration {
  readonly generation: number;
  readonly declaredVersion: number;
  readonly hasLock: boolean;
}

function toOutcome(
  { earlier, state, result }: FamilyCourse,
  { generation, declaredVersion, hasLock }: Declaration,
): DeployOutcome {
  if (result?.decision?.change.kind === "first_seen") return "first_seen";
  if (declaredVersion === state.activeVersion) {
    return earlier?.activeVersion === declaredVersion ? "unchanged" : "activated";
  }
  const { pending, generation: recorded, activeVersion: known } = state.declared;
  if (recorded !== generation || !hasLock) return "old_generation";
  if (pending !== null) return "pending";
  return known === declaredVersion ? "decided_otherwise" : "old_generation";
}

function describeObstacle(
  state: FamilyState,
  declaredVersion: number,
  generation: number,
  hasLock: boolean,
): string {
  const { declared, hold, family, activeVersion, decidedBy, revision } = state;
  if (declared.pending !== null && declared.generation === generation) return declared.pending;
  const live = `${versionKey(family, activeVersion)} is live, by a decision of ${decidedBy} at revision ${revision}`;
  if (!hasLock) {
    return `${live}, and without a ${lockFileName} it is not known whether this build is newer: run \`promptrail lock\` and commit the file`;
  }
  if (state.leftVersions.includes(declaredVersion)) {
    return `${live}; ${versionKey(family, declaredVersion)} was rolled back${describeRollback(state, declaredVersion)}, and only a promotion can activate it again: \`promptrail promote ${family} ${declaredVersion}\``;
  }
  if (hold !== null) {
    return `${live}; a rollback at revision ${hold.revision} put a hold on the family: acknowledge it with \`promptrail lock --acknowledge ${family}\``;
  }
  return `${live}; generation ${generation} of ${lockFileName} is not above ${declared.generation}, which is recorded already. A reverted commit is not a rollback: use \`promptrail rollback ${family}\`, or run \`promptrail lock\` on the newest code`;
}

/** The hold tells of the last rollback alone, and that one left the version that was active before. */
function describeRollback({ hold, previousVersion }: FamilyState, version: number): string {
  return hold !== null && previousVersion === version ? ` at revision ${hold.revision}` : "";
}

interface RegisteredHere {
  readonly environment: string;
  readonly registered: readonly KnownVersion[];
}

function requireNoConflict(
  registry: Registry,
  conflicts: readonly RegistrationConflict[],
  { environment, registered }: RegisteredHere,
): void {
  const byKind = Map.groupBy(conflicts, (conflict) => classifyConflict(registry, conflict));
  const edited = byKind.get("edited") ?? [];
  const unbumped = byKind.get("unbumped") ?? [];
  const [first] = edited;
  if (first !== undefined) {
    const { family, registeredHash, declaredHash } = first;
    const free = versionKey(family, findNextNumber(registry, registered, family));
    throw nothingDeployed(
      "version_conflict",
      edited,
      `already registered with different content (${registeredHash}) than this build declares (${declaredHash}). In ${environment} a number keeps its content, also if the version was dropped from the code: restore its text, or declare the new one under a new version number, such as ${free}.`,
    );
  }
  if (unbumped.length > 0) {
    throw nothingDeployed(
      "immutability_violation",
      unbumped,
      `registered under an earlier hash scheme, with the output schema that was sent under that scheme: ${howToBump}`,
    );
  }
}

function nothingDeployed(
  code: "version_conflict" | "immutability_violation",
  conflicts: readonly RegistrationConflict[],
  why: string,
): PromptrailError {
  const keys = conflicts.map(({ family, version }) => versionKey(family, version));
  return new PromptrailError(
    code,
    `Nothing was deployed: ${keys.join(", ")} ${keys.length === 1 ? "is" : "are"} ${why}`,
    { versions: keys },
  );
}

/** A lock of another code would declare with a generation that is not this code's. */
function requireCurrent(registry: Registry, lock: Lock): void {
  const stale = registry.families.filter((family) => {
    const locked = lock.families[family]?.versions ?? {};
    return registry.versionsOf(family).some(({ version, status, contentHash }) => {
      const found = locked[version];
      return found === undefined || found.status !== status || found.hash !== contentHash;
    });
  });
  if (stale.length === 0) return;
  throw new PromptrailError(
    "lock_stale",
    `Nothing was deployed: ${lockFileName} is out of date for: ${stale.join(", ")}. Run \`promptrail lock\`, review the change and commit it.`,
    { families: stale },
  );
}
