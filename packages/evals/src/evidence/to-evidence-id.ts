import { createHash } from "node:crypto";
import type { EarlierAnswers, EvidenceRun, ScoredAnswer } from "@promptrail/core/lifecycle";
import { jsonDigest } from "@promptrail/core/lifecycle";

/**
 * The id of a run's evidence, by all that it says: one that is brought again is known, whoever brings it. Written as
 * lists, so that no order of keys counts, and piece by piece: a run may have thousands of cases.
 */
export function toEvidenceId(run: EvidenceRun): string {
  const { cases, earlier, supersede, judges, ranAt, ...about } = run;
  const hash = createHash("sha256");
  const write = (part: readonly unknown[]) => hash.update(`${JSON.stringify(part)}\n`);
  const { environment, family, ranBy, verdict, datasetHash, suiteHash } = about;
  write([environment, family, ranBy, ranAt, verdict, datasetHash, suiteHash]);
  write([about.version, about.contentHash, about.baselineVersion, about.baselineHash]);
  write([earlier?.candidate, earlier?.baseline].map(toEarlierList));
  // Only where it is there: the id of a run of before stays.
  if (supersede !== undefined) write(["supersede", supersede]);
  if (judges !== undefined) write(judges.map(jsonDigest));
  for (const { id, candidate, baseline } of cases) {
    write([id, candidate.map(toList), baseline.map(toList)]);
  }
  return `run-${hash.digest("hex").slice(0, 32)}`;
}

function toEarlierList(earlier: EarlierAnswers | undefined): readonly unknown[] {
  return earlier === undefined ? [] : [earlier.cases, earlier.answers, earlier.oldestAt];
}

function toList(answer: ScoredAnswer): readonly unknown[] {
  const { outcome, evals, notApplicable, error, ...spent } = answer;
  const { inputTokens, outputTokens, cost, durationMs } = spent;
  return [
    outcome,
    evals.map(({ name, passed, score, reason }) => [name, passed, score, reason]),
    notApplicable,
    [inputTokens, outputTokens, cost, durationMs],
    error === null ? null : [error.source, error.kind, error.message],
  ];
}
