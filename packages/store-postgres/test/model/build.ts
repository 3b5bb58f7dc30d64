import type { Status } from "@promptrail/core";
import type {
  DeclareCommand,
  PromotionGround,
  VersionRegistration,
} from "@promptrail/core/lifecycle";
import { declare, version } from "../commands.js";

export const families = ["product_description", "fraud_score"] as const;
export type Family = (typeof families)[number];

export const highestVersion = 4;

/** What speaks for a build's version: evidence, nothing as the family has no gate, or nothing as it has no suite. */
export type Gate = "evidence" | "no_gate" | "no_suite";

/** One state of the repository: what its code and its lock file say of a family. */
export interface Build {
  readonly family: Family;
  readonly generation: number;
  /** The revision that the lock's author had seen. */
  readonly acknowledged: number;
  readonly activeVersion: number;
  /** It has the versions 1 to this one. */
  readonly newestVersion: number;
  readonly gate: Gate;
}

const registrations = new Map(
  families.map((family) => [
    family,
    Array.from({ length: highestVersion }, (_each, index) => version(family, index + 1)),
  ]),
);

export function hashOf(family: Family, number: number): string {
  return registrations.get(family)?.[number - 1]?.contentHash ?? "";
}

export function toRegistrations({ family, newestVersion }: Build): readonly VersionRegistration[] {
  return registrations.get(family)?.slice(0, newestVersion) ?? [];
}

/** Versions below the active one were active before it, versions above are drafts. */
export function toStatuses({ activeVersion, newestVersion }: Build): Record<string, Status> {
  const numbers = Array.from({ length: newestVersion }, (_each, index) => index + 1);
  return Object.fromEntries(
    numbers.map((number): [number, Status] => {
      if (number === activeVersion) return [number, "active"];
      return [number, number < activeVersion ? "deprecated" : "draft"];
    }),
  );
}

export function toGround(family: Family, number: number, gate: Gate): PromotionGround {
  if (gate !== "evidence") return { kind: gate };
  const contentHash = hashOf(family, number);
  return {
    kind: "evidence",
    key: { family, contentHash, datasetHash: "data", suiteHash: "suite" },
  };
}

/** What a process of the build asks of the store when it starts, or a pipeline when it deploys. */
export function toDeclaration(build: Build, source: "boot" | "deploy"): DeclareCommand {
  const { family, activeVersion, generation, acknowledged, gate } = build;
  return {
    ...declare(family, activeVersion, generation),
    actor: source,
    source,
    statuses: toStatuses(build),
    acknowledgedRevision: acknowledged,
    ground: toGround(family, activeVersion, gate),
  };
}
