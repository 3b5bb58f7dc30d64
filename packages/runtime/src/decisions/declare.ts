import {
  type DecisionSource,
  type Lock,
  type OpenStore,
  type PromptVersion,
  type RegistrationConflict,
  type Registry,
  versionKey,
} from "@promptrail/core";
import { findGround, type GroundPorts } from "./find-ground.js";

export interface DeclareRequest {
  readonly lock: Lock | null;
  readonly actor: string;
  readonly source: DecisionSource;
}

/**
 * Registers a build's versions and tells the store what it declares of each family.
 * Repeats and old builds change nothing. Returns the versions whose numbers hold another content.
 */
export async function declareFamilies(
  ports: GroundPorts,
  store: OpenStore,
  request: DeclareRequest,
): Promise<readonly RegistrationConflict[]> {
  const { registry } = ports;
  const versions = registry.families.flatMap((family) => registry.versionsOf(family));
  const conflicts = await store.status.registerVersions(versions.map(toRegistration));
  for (const family of await findNews(registry, store, request.lock)) {
    await declareFamily(ports, store, family, request);
  }
  return conflicts;
}

/** The families of which the store has no declaration yet, or an older one: only these can change anything. */
async function findNews(
  registry: Registry,
  store: OpenStore,
  lock: Lock | null,
): Promise<readonly string[]> {
  // Only a saving: where it cannot be read, each declaration is left to the store's own rules.
  const families = await store.status.readSnapshot().then(
    (snapshot) => snapshot.families,
    () => [],
  );
  const recorded = new Map(families.map(({ family, declared }) => [family, declared.generation]));
  return registry.families.filter((family) => {
    const generation = recorded.get(family);
    return generation === undefined || toGeneration(lock, family) > generation;
  });
}

/** Without a lock file nothing says that this build is newer than another: only first sight counts. */
function toGeneration(lock: Lock | null, family: string): number {
  return lock?.families[family]?.generation ?? 0;
}

function toRegistration({
  family,
  version,
  status,
  changelog,
  content,
  contentHash,
}: PromptVersion) {
  return { family, version, status, changelog, content, contentHash };
}

async function declareFamily(
  ports: GroundPorts,
  store: OpenStore,
  family: string,
  { lock, actor, source }: DeclareRequest,
): Promise<void> {
  const versions = ports.registry.versionsOf(family);
  const { version: activeVersion } = ports.registry.declaredActive(family);
  await store.status.decide({
    kind: "declare",
    family,
    actor,
    source,
    reason: `The code declares ${versionKey(family, activeVersion)} active.`,
    fromVersion: null,
    expectedRevision: null,
    idempotencyKey: null,
    generation: toGeneration(lock, family),
    acknowledgedRevision: lock?.families[family]?.acknowledgedRevision ?? 0,
    activeVersion,
    statuses: Object.fromEntries(versions.map(({ version, status }) => [version, status])),
    ground: await findGround(ports, store, family, activeVersion),
  });
}
