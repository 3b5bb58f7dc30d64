import type { JsonObject } from "../json/json-value.js";

export type Verdict = "pass" | "fail" | "inconclusive";

/** What evidence must fit to speak for a promotion. */
export interface EvidenceKey {
  readonly family: string;
  readonly contentHash: string;
  readonly baselineHash: string;
  readonly datasetHash: string;
  readonly suiteHash: string;
}

/** What evidence is about: a version, and the one that it was compared with. */
export interface EvidenceSubject extends EvidenceKey {
  readonly version: number;
  /** The version that was active and that the candidate was compared with. */
  readonly baselineVersion: number;
}

/**
 * The stored verdict of one run of a key. The first complete run of a key decides; later ones are kept and change nothing,
 * unless they say why they supersede it.
 */
export interface Evidence extends EvidenceSubject {
  readonly id: string;
  /** Its number among the runs of its key, from 1: the store counts them. Absent in evidence of earlier releases. */
  readonly run?: number;
  /** Only of a run that was saved when another one had decided: it is kept, and stands for nothing. */
  readonly changesNothing?: true;
  /** Only where a vendor's errors left it without a verdict: it decides until another run of its key is saved. */
  readonly isIncomplete?: true;
  /** Why it takes the place of the run that decided before. */
  readonly supersedes?: Supersession;
  readonly verdict: Verdict;
  /** Why, in plain words: a line each. */
  readonly reasons: readonly string[];
  /** The report's figures, as the evals package writes them. */
  readonly report: JsonObject;
  /** Who stored it: who ran it, or brought it from where it ran. */
  readonly actor: string;
  /** When it was stored. */
  readonly createdAt: Date;
  /** Of a comparison that ran elsewhere: who ran it and when, as whoever brought it says. Absent where the actor ran it. */
  readonly ran?: EvidenceOrigin;
}

export interface Supersession {
  readonly reason: string;
  /** The evidence whose place it takes: the store says it. */
  readonly evidenceId?: string;
}

/** Where brought evidence comes from. Nobody can check it. */
export interface EvidenceOrigin {
  readonly by: string;
  /** ISO 8601 in UTC, as text: evidence is kept and hashed as JSON. */
  readonly at: string;
}
