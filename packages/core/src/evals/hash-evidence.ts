import { jsonDigest } from "../json/content-digest.js";
import type { Evidence } from "./evidence.js";

/** What a decision that stands on evidence records of it: the hash of all that it says. */
export function hashEvidence(evidence: Evidence): string {
  return jsonDigest(evidence);
}
