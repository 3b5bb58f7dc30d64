import { randomUUID } from "node:crypto";
import type { Evidence } from "@promptrail/core";
import { sampleVersion } from "./sample-versions.js";

/** Evidence that a version passes against version 1 of its family. */
export function sampleEvidence(
  family: string,
  version: number,
  changes: Partial<Evidence> = {},
): Evidence {
  return {
    id: randomUUID(),
    family,
    version,
    contentHash: sampleVersion(family, version).contentHash,
    baselineVersion: 1,
    baselineHash: sampleVersion(family, 1).contentHash,
    datasetHash: "dataset",
    suiteHash: "suite",
    verdict: "pass",
    reasons: ["it is at least as good"],
    report: { z: 1, a: { text: "NUL \u0000, half a pair \ud83d, 🛒" }, cost: 0.0000001 },
    actor: "test",
    createdAt: new Date("2026-05-06T07:08:09.123Z"),
    ...changes,
  };
}
