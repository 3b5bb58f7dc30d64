import {
  type DecisionResult,
  type DecisionSource,
  describeInput,
  findAcknowledgedRevision,
  findLockedFamily,
  type Lock,
  type OpenStore,
  type PromptVersion,
  type RegistrationConflict,
  type Registry,
  type Snapshot,
  type VersionRegistration,
  versionKey,
} from "@promptrail/core";
import { findGround, type GroundPorts } from "./find-ground.js";

export interface DeclareRequest {
  readonly lock: Lock | null;
  readonly actor: string;
  readonly source: DecisionSource;
  /** Default: what the code declares. */
  readonly reason?: string;
}

/** Registers a build's versions. Returns those whose numbers hold another content. */
export function registerBuild(
  registry: Registry,
  store: OpenStore,
): Promise<readonly RegistrationConflict[]> {
  const versions = registry.families.flatMap((family) => registry.versionsOf(family));
  return store.status.registerVersions(versions.map(toRegistration));
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
  const results = new Map<string, DecisionResult>();
  for (const family of ports.registry.families) {
    const generation = recorded.get(family);
    if (generation !== undefined && toGeneration(request.lock, family) <= generation) continue;
    const { environment } = known;
    results.set(family, await declareFamily(ports, store, { family, environment }, request));
  }
  return results;
}

/** Without a lock file nothing says that this build is newer than another: only first sight counts. */
export function toGeneration(lock: Lock | null, family: string): number {
  return findLockedFamily(lock, family)?.generation ?? 0;
}

/** A family, and the environment whose store is told of it. */
interface Declared {
  readonly family: string;
  readonly environment: string;
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
  { family, environment }: Declared,
  { lock, actor, source, reason }: DeclareRequest,
): Promise<DecisionResult> {
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
    acknowledgedRevision: toAcknowledgedRevision(lock, { family, environment }),
    activeVersion,
    statuses: Object.fromEntries(versions.map(({ version, status }) => [version, status])),
    ground: await findGround(ports, store, family, activeVersion),
  });
}
