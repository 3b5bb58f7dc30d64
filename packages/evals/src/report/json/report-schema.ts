import { z } from "zod";
import { correctedSchema } from "./corrected-schema.js";

const estimate = z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() });
/** Null where a part of it is unknown. */
const sum = z.number().nullable();
const counts = z.record(z.string(), z.number());

/** One version's figures. Scores, rates and differences are shares (0 to 1), costs US dollars, durations milliseconds. */
const sideReportSchema = z.strictObject({
  cases: z.number(),
  errored: z.number(),
  /** Cases of which no eval says anything; left out where there are none, as in all that follows. */
  not_applicable: z.number().exactOptional(),
  pass_rate: estimate.nullable(),
  score: estimate.nullable(),
  /**
   * What the scores vary by, in squared score units: between cases, between answers to one case, between a judge's verdicts on
   * one answer; null: not measured. Left out where neither of the last two was.
   */
  variance: z.strictObject({ cases: z.number(), samples: sum, judge: sum }).exactOptional(),
  cost: sum,
  tokens: z.strictObject({ input: sum, output: sum }),
  /** What is known of the sums that are null; left out where none is. */
  at_least: z
    .strictObject({ cost: z.number(), input: z.number(), output: z.number() })
    .exactOptional(),
  duration: z.strictObject({ median: z.number(), p95: z.number() }).nullable(),
  unsuccessful: counts,
  errors: counts,
  evals: z.array(
    z.strictObject({
      name: z.string(),
      must_pass: z.boolean(),
      judged: z.number(),
      passed: z.number(),
      /** Answers to which it does not apply. */
      not_applicable: z.number().exactOptional(),
      /** Null where it judged no answer. */
      score: z.number().nullable(),
    }),
  ),
});

const verdictSchema = z.enum(["pass", "fail", "inconclusive"]);
const mustPassFailuresSchema = z.array(
  z.strictObject({ eval: z.string(), cases: z.array(z.string()) }),
);

/** The floors that the gate states, and how the version stands to each; outside alpha. */
const floorsSchema = z.array(
  z.strictObject({
    floor: z.enum(["minPassRate", "minScore"]),
    /** Left out where it is that of all evals. */
    eval: z.string().exactOptional(),
    /** Left out where it is that of all cases. */
    slice: z.string().exactOptional(),
    minimum: z.number(),
    /** The version's pass rate or mean score; `lower` and `upper` are its 95 % Wilson interval. */
    ...estimate.shape,
    cases: z.number(),
    stand: z.enum(["missed", "unknown", "open", "kept"]),
  }),
);

/** Shares of alpha; in reports that are older than them all of it is primary's. */
const alphaSharesSchema = z.strictObject({
  primary: z.number(),
  slices: z.number(),
  spending: z.number(),
});

const sliceSchema = z.strictObject({
  slice: z.string(),
  n: z.number(),
  units: z.number(),
  difference: z.number().nullable(),
  /** Before Holm's correction. */
  harm_p: z.number(),
  is_worse: z.boolean(),
});

const spendingSchema = z.strictObject({
  measure: z.enum(["cost", "duration"]),
  units: z.number(),
  unknown: z.number(),
  /** Candidate divided by baseline on the median case, as `lower`, `upper` and `limit` are. */
  median_ratio: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  limit: z.number(),
  harm_p: z.number(),
  is_worse: z.boolean(),
});

/** Answers of one version or model that earlier runs asked for, judged again by this one. */
const earlierAnswersSchema = z.strictObject({
  cases: z.number().describe("cases with such an answer"),
  answers: z.number().describe("of all repeats"),
  share: z.number().describe("of the answers that came, 0 to 1"),
  oldest_at: z.string().describe("when the oldest of them came"),
});

/** A side whose every answer is this run's own is left out. */
const earlierSchema = z
  .strictObject({
    candidate: earlierAnswersSchema.exactOptional(),
    baseline: earlierAnswersSchema.exactOptional(),
  })
  .describe("answers that earlier runs asked for; left out where there are none");

/** Of one version alone. */
const earlierAloneSchema = z
  .strictObject({ candidate: earlierAnswersSchema.exactOptional() })
  .describe("answers that earlier runs asked for; left out where there are none");

export const earlierOfModelsSchema = z
  .record(z.string(), earlierAnswersSchema)
  .describe("answers that earlier runs asked for, by model; left out where there are none");

/** What the suite's judges did, apart from what they judged; left out where it has none. */
const judgeReportSchema = z.strictObject({
  eval: z.string(),
  rubric: z.string(),
  rubric_hash: z.string(),
  provider: z.string(),
  model: z.string(),
  /** Null where it has no card. */
  card_hash: z.string().nullable(),
  /** Requests to the judge, planted attacks included. */
  calls: z.number(),
  /** US dollars of them. */
  cost: sum,
  /** What it answered in earlier runs, and was not asked again; left out where there is none. */
  earlier: z.strictObject({ calls: z.number(), oldest_at: z.string() }).exactOptional(),
  verdicts: z.number(),
  /** Verdicts that are not on the menu. */
  unscored: z.number(),
  /** Why the first of those could not be read; left out where there is none. */
  unscored_reason: z.string().exactOptional(),
  /** Comparisons that came out otherwise in the other order; null where nothing is compared. */
  flips: z.number().nullable(),
  attacks: z.strictObject({
    planted: z.number(),
    succeeded: z.array(z.string()),
    problem: z.string().nullable(),
  }),
  same_family: z.boolean(),
  /** The judge's figure as people's labels correct it, or why they do not. */
  corrected: correctedSchema,
});

const judgesSchema = z.array(judgeReportSchema);

/** How far a version's numbers are too low or too high over all cases, by the two evals of `numericBias`. */
const biasReportSchema = z.strictObject({
  /** A version that runs alone is the candidate. */
  side: z.enum(["candidate", "baseline"]),
  shortfall: z.string(),
  excess: z.string(),
  /** `relative`: as a share, 0.1 is 10 %. `absolute`: in the numbers' own unit. */
  measure: z.enum(["relative", "absolute"]),
  /** Negative: too low. The interval covers 95 %. */
  ...estimate.shape,
  /** Cases that both evals judged. */
  cases: z.number(),
  /** Null where no bias is shown. */
  shown: z.enum(["low", "high"]).nullable(),
});

const biasesSchema = z.array(biasReportSchema);

const problemSchema = z.strictObject({ id: z.string(), reasons: z.array(z.string()) });

/** The JSON report of a run of one version. Its verdict stands on must-pass evals and floors alone. */
export const evalReportSchema = z.strictObject({
  report: z.literal("eval"),
  family: z.string(),
  dataset_hash: z.string(),
  suite_hash: z.string(),
  verdict: verdictSchema,
  reasons: z.array(z.string()),
  total: z.number(),
  missing: z.number(),
  earlier: earlierAloneSchema.exactOptional(),
  must_pass_failures: mustPassFailuresSchema,
  floors: floorsSchema,
  side: sideReportSchema,
  judges: judgesSchema.exactOptional(),
  /** Left out where no eval of the suite is about a bias, and in evidence. */
  biases: biasesSchema.exactOptional(),
  /** Cases that did not pass or have no result, the first of them. */
  problems: z.array(problemSchema),
});

/** The JSON report of a gate; also what evidence keeps. */
export const gateReportSchema = z.strictObject({
  report: z.literal("gate"),
  family: z.string(),
  dataset_hash: z.string(),
  suite_hash: z.string(),
  verdict: verdictSchema,
  reasons: z.array(z.string()),
  total: z.number(),
  missing: z.number(),
  earlier: earlierSchema.exactOptional(),
  /** How often within a day a run put the candidate's answers aside and asked anew, as far as this folder knows; left out for 0. */
  begun_anew: z.int().exactOptional(),
  lost: z.number(),
  /** Cases of which no eval says anything, on either side. */
  not_applicable: z.number().exactOptional(),
  /** Cases in which an eval applies to one side only. */
  one_sided: z.number().exactOptional(),
  repeats: z.number(),
  margin: z.number(),
  alpha: z.number(),
  comparison: z
    .strictObject({
      method: z.enum(["tango", "t"]),
      n: z.number(),
      units: z.number(),
      difference: z.number(),
      standard_error: z.number(),
      /** Covers `confidence`. */
      interval: z.strictObject({ lower: z.number(), upper: z.number(), confidence: z.number() }),
      harm_p: z.number(),
      /** Left out by reports that are older than it: there harm was held to all of alpha. */
      harm_alpha: z.number().exactOptional(),
      power: z.number(),
      smallest_catchable_drop: z.number(),
      cases_needed: z.number(),
      /** Left out by reports that are older than it. */
      deciding_margin: z.number().exactOptional(),
    })
    .nullable(),
  alpha_shares: alphaSharesSchema.exactOptional(),
  /** Left out where the gate protects none. */
  slices: z.array(sliceSchema).exactOptional(),
  /** Left out where the gate bounds neither cost nor duration. */
  spending: z.array(spendingSchema).exactOptional(),
  must_pass_failures: mustPassFailuresSchema,
  floors: floorsSchema,
  candidate: sideReportSchema,
  baseline: sideReportSchema,
  judges: judgesSchema.exactOptional(),
  /** Left out where no eval of the suite is about a bias, and in evidence. */
  biases: biasesSchema.exactOptional(),
  /** The candidate's cases that did not pass or have no result, the first of them. */
  problems: z.array(problemSchema),
});

export type EarlierAnswersReport = z.infer<typeof earlierAnswersSchema>;
export type BiasReport = z.infer<typeof biasReportSchema>;
export type JudgeReport = z.infer<typeof judgeReportSchema>;
export type SideReport = z.infer<typeof sideReportSchema>;
export type EvalReport = z.infer<typeof evalReportSchema>;
export type GateReport = z.infer<typeof gateReportSchema>;
