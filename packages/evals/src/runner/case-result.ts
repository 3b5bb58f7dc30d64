import { outcomes } from "@promptrail/core";
import { z } from "zod";

/** Null: unknown. */
const amount = z.number().nullable();

const usageSchema = z.strictObject({
  input: amount,
  output: amount,
  cacheRead: amount,
  cacheWrite: amount,
  reasoning: amount,
});

const judgementSchema = z.strictObject({
  name: z.string(),
  mustPass: z.boolean(),
  passed: z.boolean(),
  /** 0 to 1. */
  score: z.number(),
  reason: z.string(),
});

const trialErrorSchema = z.strictObject({
  /** `run`: no answer came. `eval`: the answer could not be judged. */
  source: z.enum(["run", "eval"]),
  /** A provider error's kind, else the error's code; `unexpected` for a foreign error; the eval's name. */
  kind: z.string(),
  message: z.string(),
  /** True where the same call may succeed later. */
  retryable: z.boolean(),
});

const trialSchema = z.strictObject({
  /** Null where no answer came. */
  outcome: z.enum(outcomes).nullable(),
  /** Whether the answer counted as a success of its version. */
  success: z.boolean(),
  passed: z.boolean(),
  /** The mean of the evals' scores; null where there is an error. */
  score: z.number().nullable(),
  judgements: z.array(judgementSchema),
  /** How the answer begins. */
  output: z.string(),
  usage: usageSchema,
  cost: amount,
  durationMs: z.number(),
  error: trialErrorSchema.nullable(),
});

/** A case with the answers of one version, in the order they were asked for. */
export const caseResultSchema = z.strictObject({
  id: z.string(),
  tags: z.array(z.string()).readonly(),
  cluster: z.string().nullable(),
  trials: z.array(trialSchema).readonly(),
});

/** A case with the answers of both versions. */
export const pairedCaseResultSchema = z.strictObject({
  id: z.string(),
  tags: z.array(z.string()).readonly(),
  cluster: z.string().nullable(),
  candidate: z.array(trialSchema).readonly(),
  baseline: z.array(trialSchema).readonly(),
});

export type Judgement = Readonly<z.infer<typeof judgementSchema>>;
export type TrialError = Readonly<z.infer<typeof trialErrorSchema>>;
/** One answer, judged. */
export type Trial = Readonly<z.infer<typeof trialSchema>>;
export type CaseResult = Readonly<z.infer<typeof caseResultSchema>>;
export type PairedCaseResult = Readonly<z.infer<typeof pairedCaseResultSchema>>;
