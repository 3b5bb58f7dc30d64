import type { ScoredAnswer } from "@promptrail/core/lifecycle";
import { largestVersion, outcomes } from "@promptrail/core/portable";
import { z } from "zod";
import { components, familyName, reasonText, timestamp } from "../fields.js";
import { record } from "../record.js";
import { judgeFiguresWire } from "./judge-figures.js";
import { listOf } from "./list-of.js";

const name = z.string().min(1);
const version = z.int().min(1).max(largestVersion);
const hash = z.string().regex(/^sha256-[0-9a-f]{64}$/, "must be `sha256-` and 64 hex digits");
/** For people, in a line of a report. */
const sentence = z.string().max(500);
const amount = z.number().min(0);
const verdict = z.enum(["pass", "fail", "inconclusive"]);

/** What an eval says of an answer. Its reason is there where it did not pass. */
const scoredEval = record(
  z.strictObject({
    name,
    passed: z.boolean(),
    score: z.number().min(0).max(1),
    reason: sentence.exactOptional(),
  }),
  { absent: { reason: "" } },
).register(components, { id: "ScoredEval" });

const answerFields = z.strictObject({
  outcome: z.enum(outcomes).nullable(),
  evals: listOf(scoredEval),
  not_applicable: listOf(name).exactOptional(),
  input_tokens: amount.nullable(),
  output_tokens: amount.nullable(),
  cost: amount.nullable(),
  duration_ms: amount,
  error: z
    .strictObject({ source: z.enum(["run", "eval"]), kind: name, message: sentence })
    .exactOptional(),
});

/** An answer without its text. What is mostly empty is left out then: a file has thousands of answers. */
const scoredAnswer = z
  .codec(answerFields, z.custom<ScoredAnswer>(), {
    decode: ({ not_applicable: notApplicable = [], error = null, ...answer }) => ({
      outcome: answer.outcome,
      evals: answer.evals,
      notApplicable,
      inputTokens: answer.input_tokens,
      outputTokens: answer.output_tokens,
      cost: answer.cost,
      durationMs: answer.duration_ms,
      error,
    }),
    encode: ({ notApplicable, error, ...answer }) => ({
      outcome: answer.outcome,
      evals: answer.evals,
      ...(notApplicable.length === 0 ? {} : { not_applicable: notApplicable }),
      input_tokens: answer.inputTokens,
      output_tokens: answer.outputTokens,
      cost: answer.cost,
      duration_ms: answer.durationMs,
      ...(error === null ? {} : { error }),
    }),
  })
  .register(components, { id: "ScoredAnswer" });

const scoredCase = z
  .strictObject({ id: name, candidate: listOf(scoredAnswer), baseline: listOf(scoredAnswer) })
  .register(components, { id: "ScoredCase" });

const earlierAnswers = record(
  z.strictObject({ cases: z.int().min(1), answers: z.int().min(1), oldest_at: timestamp }),
).register(components, { id: "EarlierAnswers" });

/** The form of the document that follows. */
const form = 1;

const runFields = record(
  z.strictObject({
    promptrail_evidence: z.literal(form, `must be ${form}, the form that this release reads`),
    environment: name,
    family: familyName,
    version,
    content_hash: hash,
    baseline_version: version,
    baseline_hash: hash,
    dataset_hash: hash,
    suite_hash: hash,
    ran_at: timestamp,
    ran_by: z.string().min(1).max(300),
    verdict,
    /** Answers of each version that earlier runs asked for. */
    earlier: record(
      z.strictObject({ candidate: earlierAnswers.optional(), baseline: earlierAnswers.optional() }),
    ).optional(),
    /** Why it takes the place of an earlier run of the same comparison. */
    supersede: reasonText.optional(),
    judges: judgeFiguresWire.optional(),
    cases: listOf(scoredCase),
  }),
  { told: { promptrail_evidence: () => form } },
);

/**
 * A comparison that ran elsewhere, with the scores of each case: the body of `POST /admin/evidence`, and each line of
 * a file that `promptrail eval --evidence` writes.
 */
export const evidenceRunWire = runFields.register(components, { id: "EvidenceRun" });

/**
 * What became of it. `evidence_id`, `actor`, who brought it first, and `run`, its number among the runs of its comparison, are
 * null where nothing is stored. `decided_by` names the run that decides, where it is another one.
 */
export const evidenceReportWire = record(
  z.object({
    family: familyName,
    candidate: z.string(),
    baseline: z.string(),
    outcome: z.enum(["stored", "kept", "already_stored", "not_needed"]),
    verdict,
    reasons: z.array(z.string()),
    evidence_id: z.string().nullable(),
    actor: z.string().nullable(),
    run: z.int().nullable().exactOptional(),
    decided_by: record(z.object({ evidence_id: z.string(), verdict }))
      .nullable()
      .exactOptional(),
  }),
  { absent: { run: null, decided_by: null } },
).register(components, { id: "EvidenceReport" });
