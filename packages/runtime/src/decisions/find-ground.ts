import { type FamilySettings, PromptrailError, type Suite } from "@promptrail/core";
import type { OpenStore, PromotionGround, Registry } from "@promptrail/core/lifecycle";

export interface GroundPorts {
  readonly registry: Registry;
  readonly suites: ReadonlyMap<string, Suite>;
  readonly families: Readonly<Record<string, FamilySettings>>;
}

/** What must hold before a version of a family goes live, by the code's suites and settings. */
export async function findGround(
  ports: GroundPorts,
  store: OpenStore,
  family: string,
  version: number,
): Promise<PromotionGround> {
  if (ports.families[family]?.gate === "none") return { kind: "no_gate" };
  const suite = ports.suites.get(family);
  if (suite === undefined) return { kind: "no_suite" };
  const contentHash = ports.registry.has(family, version)
    ? ports.registry.find(family, version).contentHash
    : (await requireRegistered(store, family, version)).contentHash;
  const datasetHash = await suite.hashDataset();
  return {
    kind: "evidence",
    key: { family, contentHash, datasetHash, suiteHash: suite.suiteHash },
  };
}

async function requireRegistered(store: OpenStore, family: string, version: number) {
  const registered = await store.status.readVersion(family, version);
  if (registered !== null) return registered;
  throw new PromptrailError(
    "unknown_version",
    `Family "${family}" has no version ${version} here. List the versions with \`promptrail list ${family}\`; if your code declares this one, register it with \`promptrail deploy\`.`,
    { family, version },
  );
}
