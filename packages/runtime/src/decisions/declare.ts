import {
  type DecisionSource,
  type Lock,
  type OpenStore,
  type PromptVersion,
  type RegistrationConflict,
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
  for (const family of registry.families) await declareFamily(ports, store, family, request);
  return conflicts;
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
  const locked = lock?.families[family];
  await store.status.decide({
    kind: "declare",
    family,
    actor,
    source,
    reason: `The code declares ${versionKey(family, activeVersion)} active.`,
    fromVersion: null,
    expectedRevision: null,
    idempotencyKey: null,
    // Without a lock file nothing says that this build is newer than another: only first sight counts.
    generation: locked?.generation ?? 0,
    acknowledgedRevision: locked?.acknowledgedRevision ?? 0,
    activeVersion,
    statuses: Object.fromEntries(versions.map(({ version, status }) => [version, status])),
    ground: await findGround(ports, store, family, activeVersion),
  });
}
