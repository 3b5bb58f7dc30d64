import type { Suite } from "@promptrail/core";
import type { SuiteHashes } from "./create-lock.js";

/** The hashes that the lock file records of each family's suite. Reads every dataset. */
export async function hashSuites(suites: Iterable<Suite>): Promise<SuiteHashes> {
  const hashes = new Map<string, { suiteHash: string; datasetHash: string }>();
  for (const suite of suites) {
    hashes.set(suite.family, {
      suiteHash: suite.suiteHash,
      datasetHash: await suite.hashDataset(),
    });
  }
  return hashes;
}
