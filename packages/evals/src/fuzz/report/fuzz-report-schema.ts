import { z } from "zod";

const value = z.json().optional();

const answer = z.object({
  context: z.record(z.string(), z.json()),
  asked: z.int().describe("answers that confirmed it"),
  failed: z.int().describe("of these, those that failed"),
  output: z.string().describe("one answer as most are, at most 4,000 characters"),
  reason: z.string().describe("the eval's reason, or what the relation reads of the answer"),
});

const counterexample = z.object({
  id: z.string().describe("of the case that `--write` makes of it"),
  relation: z.string().nullable().describe("null: an input that fails by itself"),
  eval: z
    .string()
    .nullable()
    .describe("whose verdict changes; null where it is what the relation keeps"),
  fields: z
    .array(
      z.object({
        path: z.string().describe("`order.currency`"),
        before: value.describe("left out where there was no value"),
        after: value.describe("left out where there is no value"),
        order: z.boolean().describe("true where only the order of its members changes"),
      }),
    )
    .describe("the fewest changed fields that make it fail; empty where an input fails by itself"),
  failing: z.enum(["original", "changed"]),
  original: answer,
  changed: answer.nullable(),
  origin: z
    .enum(["case", "changed_case", "schema"])
    .describe("what the input was before it was shrunk"),
  case_id: z.string().nullable().describe("of the dataset's case that it comes from"),
  shrunk: z.boolean().describe("false where the run ended before it was as small as it could be"),
  evidence: z.number().describe("likelihood ratio of the answers that confirmed it"),
});

/** What a run of fuzz found: what `promptrail fuzz --json` prints. */
export const fuzzReportSchema = z.object({
  family: z.string(),
  version: z.int(),
  key: z.string(),
  seed: z.int().describe("the same seed draws the same inputs"),
  verdict: z.enum(["found", "nothing", "inconclusive"]),
  reasons: z
    .array(z.string())
    .describe(
      "why it is inconclusive; of a run that found something, why it ended before all inputs",
    ),
  counterexamples: z.array(counterexample),
  relations: z.array(
    z.object({
      name: z
        .string()
        .nullable()
        .describe("null: that inputs made by the schema pass the must-pass evals"),
      describes: z.string(),
      inputs: z.int().describe("different inputs on which it was tried"),
      not_applicable: z.int().describe("inputs that have nothing that it changes"),
      errored: z.int().describe("inputs without an answer, or with one that was not judged"),
      slips: z.int().describe("inputs whose failure was not there when it was asked again"),
      undecided: z.int(),
      found: z.boolean(),
      detectable_share: z
        .number()
        .describe(
          "a fault that hits at least this share of inputs, each time, would have been found with 95%",
        ),
      detectable_share_with_slips: z
        .number()
        .describe("the same for a fault that one answer in ten does not show"),
    }),
  ),
  inputs: z.object({
    wanted: z.int().describe("for each relation"),
    cases: z.int(),
    changed_cases: z.int(),
    schema: z.int(),
    refused_cases: z.int().describe("cases that the input schema does not take"),
  }),
  alpha: z.number().describe("the chance at most that a run reports anything where nothing is"),
  spending: z.object({
    asked: z.int().describe("answers of this run"),
    kept: z.int().describe("answers that an earlier run had asked for"),
    cost: z.number().nullable().describe("US dollars; null where a part is unknown"),
  }),
  stop: z
    .object({ reason: z.enum(["asked", "refused", "cost", "calls", "unknown_cost"]) })
    .nullable()
    .describe("why it ended early"),
});

/** What `promptrail fuzz --json` prints. */
export type FuzzReport = z.input<typeof fuzzReportSchema>;
