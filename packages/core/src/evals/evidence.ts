import type { JsonObject } from "../json/json-value.js";

export type Verdict = "pass" | "fail" | "inconclusive";

/** The stored verdict for one content hash, dataset hash and suite hash. */
export interface Evidence {
  readonly id: string;
  readonly family: string;
  readonly version: number;
  readonly contentHash: string;
  /** The version that was active and that the candidate was compared with. */
  readonly baselineVersion: number;
  readonly baselineHash: string;
  readonly datasetHash: string;
  readonly suiteHash: string;
  readonly verdict: Verdict;
  /** Why, in plain words: a line each. */
  readonly reasons: readonly string[];
  /** The report's figures, as the evals package writes them. */
  readonly report: JsonObject;
  readonly actor: string;
  readonly createdAt: Date;
}

/** What evidence must fit to speak for a promotion. */
export interface EvidenceKey {
  readonly family: string;
  readonly contentHash: string;
  readonly baselineHash: string;
  readonly datasetHash: string;
  readonly suiteHash: string;
}
