import type { Evidence } from "../evals/evidence.js";
import { hashEvidence } from "../evals/hash-evidence.js";
import type { Decision } from "../lifecycle/decision.js";
import type { ContentProblem, ContentsPage } from "../ports/contents-page.js";
import type { RegisteredVersion } from "../prompt/registered-version.js";
import { changedEvidence } from "./changed-evidence.js";
import { findBodyProblem } from "./require-own-hash.js";

/** All that a store keeps of an environment, beside what is live. */
export interface StoreContents {
  readonly versions: readonly RegisteredVersion[];
  readonly evidence: readonly Evidence[];
  readonly decisions: readonly Decision[];
}

/** The whole check of `checkContents` in one part, for a store that can hold all it has in memory. */
export function checkAllContents(contents: StoreContents): ContentsPage {
  const { versions, evidence, decisions } = contents;
  const bodies = versions.flatMap((version): ContentProblem[] => {
    const message = findBodyProblem(version);
    if (message === null) return [];
    return [{ kind: "body", revision: null, family: version.family, message }];
  });
  const saved = new Map(evidence.map((each) => [each.id, hashEvidence(each)]));
  const used = decisions.flatMap(({ evidenceId, evidenceHash, ...decision }) => {
    const hash = evidenceId === null ? undefined : saved.get(evidenceId);
    if (evidenceId === null || evidenceHash === undefined || evidenceHash === hash) return [];
    return [changedEvidence({ id: evidenceId, hash: hash ?? null }, { ...decision, evidenceHash })];
  });
  return {
    versions: versions.length,
    verdicts: evidence.length,
    problems: [...bodies, ...used],
    next: null,
  };
}
