import type { PromptVersion } from "@promptrail/core";
import {
  type DecisionResult,
  type DecisionSource,
  describeInput,
  findAcknowledgedRevision,
  findLockedFamily,
  type Lock,
  type OpenStore,
  type RegistrationConflict,
  type Registry,
  type Snapshot,
  type VersionRegistration,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { findGround, type GroundPorts } from "./find-ground.js";

export interface DeclareRequest {
  readonly lock: Lock | null;
  /** Asked once, and only where there is something to decide. */
  readonly findActor: () => Promise<string>;
  readonly source: DecisionSource;
  /** Default: what the code declares. */
  readonly reason?: string | undefined;
}

/** Registers a build's versions. Returns those whose numbers hold another content. */
export function registerBuild(
  registry: Registry,
  store: OpenStore,
): Promise<readonly RegistrationConflict[]> {
  return store.status.registerVersions(listVersions(registry).map(toRegistration));
}

/** Finds the same conflicts, and registers nothing. */
export function compareBuild(
  registry: Registry,
  store: OpenStore,
): Promise<readonly RegistrationConflict[]> {
  return store.status.findConflicts(listVersions(registry));
}

function listVersions(registry: Registry): readonly PromptVersion[] {
  return registry.families.flatMap((family) => registry.versionsOf(family));
}

/**
 * Tells the store what a build declares of each family of which the store has no declaration yet, or an
 * older one: only these can change anything. `known` is the store's state. Returns what was decided.
 */
export async function declareNews(
  ports: GroundPorts,
  store: OpenStore,
  known: Snapshot,
  request: DeclareRequest,
): Promise<ReadonlyMap<string, DecisionResult>> {
  const recorded = new Map(
    known.families.map(({ family, declared }) => [family, declared.generation]),
  );
  const news = ports.registry.families.filter((family) => {
    const generation = recorded.get(family);
    return generation === undefined || toGeneration(request.lock, family) > generation;
  });
  const results = new Map<string, DecisionResult>();
  if (news.length === 0) return results;
  const { environment } = known;
  const actor = await request.findActor();
  for (const family of news) {
    const declared = { family, environment, actor };
    results.set(family, await declareFamily(ports, store, declared, request));
  }
  return results;
}

/** Without a lock file nothing says that this build is newer than another: only first sight counts. */
export function toGeneration(lock: Lock | null, family: string): number {
  return findLockedFamily(lock, family)?.generation ?? 0;
}

/** A family, the environment whose store is told of it, and who tells. */
interface Declared {
  readonly family: string;
  readonly environment: string;
  readonly actor: string;
}

/** Environments count their revisions each for itself: what was acknowledged of another one says nothing here. */
function toAcknowledgedRevision(lock: Lock | null, { family, environment }: Declared): number {
  const revisions = findLockedFamily(lock, family)?.acknowledgedRevisions ?? {};
  return findAcknowledgedRevision(revisions, environment);
}

function toRegistration({
  family,
  version,
  status,
  changelog,
  content,
  contentHash,
  input,
}: PromptVersion): VersionRegistration {
  const described = input === null ? null : describeInput(input);
  return { family, version, status, changelog, content, contentHash, input: described };
}

async function declareFamily(
  ports: GroundPorts,
  store: OpenStore,
  declared: Declared,
  { lock, source, reason }: DeclareRequest,
): Promise<DecisionResult> {
  const { family, actor } = declared;
  const versions = ports.registry.versionsOf(family);
  const { version: activeVersion } = ports.registry.declaredActive(family);
  return store.status.decide({
    kind: "declare",
    again: false,
    family,
    actor,
    source,
    reason: reason ?? `The code declares ${versionKey(family, activeVersion)} active.`,
    fromVersion: null,
    expectedRevision: null,
    idempotencyKey: null,
    generation: toGeneration(lock, family),
    acknowledgedRevision: toAcknowledgedRevision(lock, declared),
    activeVersion,
    statuses: Object.fromEntries(versions.map(({ version, status }) => [version, status])),
    ground: await findGround(ports, store, family, activeVersion),
  });
}
