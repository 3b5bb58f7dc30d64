import { z } from "zod";

const place = {
  family: z
    .string()
    .nullable()
    .describe("whose suite has the dataset; null for a file of no suite"),
  file: z.string().nullable().describe("null where code makes the cases"),
} as const;

const share = z.number().min(0).max(1);

const alikePair = z.object({
  id: z.string(),
  duplicate: z.string().describe("the later case"),
  kind: z.enum(["exact", "near"]),
  similarity: share.describe("the share of five-character pieces that both have"),
  advice: z
    .enum(["remove", "cluster"])
    .describe("`cluster`: ground truth or tags differ, so both stay"),
});

/** What a dataset is made of, beside production. */
export const datasetStatsDocument = z.object({
  ...place,
  dataset: z.string(),
  cases: z.int(),
  units: z.int().describe("clusters, each case without one counted by itself"),
  clusters: z.object({ count: z.int(), cases: z.int(), largest: z.int() }),
  tags: z.array(z.object({ tag: z.string(), cases: z.int() })),
  untagged: z.int(),
  with_turns: z.int(),
  without_ground_truth: z.int(),
  from_calls: z.int().describe("cases that were calls"),
  variants: z.int().describe("cases that were made of others"),
  alike: z.array(alikePair),
  shape_version: z.int(),
  shapes: z.array(
    z.object({
      feature: z.string().describe("as in a call's `shape`: `language:pt`"),
      cases: z.int(),
      units: z.int(),
      calls: z.int().nullable().describe("null where no calls were read"),
      share: share.nullable().describe("of production's calls"),
      share_lower: share.nullable().describe("the ends of its 95 % interval"),
      share_upper: share.nullable(),
      thin: z
        .boolean()
        .describe("whether the dataset has too few independent cases of what is usual"),
    }),
  ),
  production: z
    .object({
      environment: z.string(),
      since: z.string(),
      calls: z.int(),
      unshaped: z.int().describe("calls whose shape is unknown, or made by another release"),
      capped: z.boolean().describe("true where only the newest calls were read"),
    })
    .nullable(),
  production_problem: z
    .string()
    .nullable()
    .describe("why nothing is known of production; null where it is"),
});

/** What came of showing calls to a person. */
export const datasetFromCallsDocument = z.object({
  family: z.string(),
  file: z.string().describe("where the accepted cases are"),
  environment: z.string(),
  calls: z.int().describe("production's calls that were looked at"),
  known: z
    .int()
    .describe("of them, those with a decision, or with the context and turns of a case"),
  without_body: z.int(),
  with_attachments: z.int(),
  with_unknown_turns: z.int(),
  thin_shapes: z
    .array(z.string())
    .describe("shapes that production has often and the dataset seldom"),
  offered: z.int().describe("calls that were drawn to be shown"),
  accepted: z.int().describe("by this command"),
  refused: z.int(),
  left: z.int().describe("drawn and not decided"),
});

/** What came of making variants. */
export const datasetGenerateDocument = z.object({
  family: place.family,
  file: z.string().describe("where the variants are"),
  seed: z.int(),
  sources: z.int().describe("cases of which variants could be made"),
  written: z.int(),
  already: z.int().describe("variants of which the file had a case that tells a model the same"),
  replaced: z.int().describe("of those written, in the place of a case that was read wrongly"),
  changed: z
    .int()
    .describe(
      "variants of which the file has a case with the same id and another context, which stays",
    ),
  without_ground_truth: z.int(),
  kinds: z.array(
    z.object({
      kind: z.string().describe("the tag of its cases"),
      about: z.string(),
      made: z.int(),
      dropped: z.int().describe("those that the schema does not take, or that change nothing"),
      keeps_ground_truth: z.boolean(),
    }),
  ),
});

/** Cases that are alike. */
export const datasetDedupeDocument = z.object({
  family: place.family,
  file: z.string(),
  pairs: z.array(alikePair),
  remove: z.array(z.string()).describe("ids of cases that add nothing"),
  clusters: z
    .array(z.object({ id: z.string(), cluster: z.string() }))
    .describe("clusters for cases that are alike and both stay"),
  written: z.boolean().describe("whether the file was changed"),
});

/** The parts of a dataset. */
export const datasetSplitDocument = z.object({
  family: place.family,
  file: z.string(),
  seed: z.int(),
  imbalance: share.describe(
    "the share of cases, counted for each tag and for all, that are in another part than the shares want",
  ),
  parts: z.array(
    z.object({
      name: z.string(),
      file: z.string(),
      wanted: share,
      cases: z.int(),
      tags: z.array(z.object({ tag: z.string(), cases: z.int() })),
    }),
  ),
});
