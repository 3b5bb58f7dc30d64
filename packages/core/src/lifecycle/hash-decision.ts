import { contentDigest } from "../json/content-digest.js";
import type { Decision } from "./decision.js";

/** The link of the hash chain: covers the decision and the hash of the one before it. */
export function hashDecision(decision: Omit<Decision, "hash">): string {
  return contentDigest({ ...decision, decidedAt: decision.decidedAt.toISOString() });
}
