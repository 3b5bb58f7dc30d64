import { ledgerChangeSchema, ledgerReportSchema } from "@promptrail/evals/ledger";
import {
  caseReportSchema,
  differenceReportSchema,
  evalReportSchema,
  frontierReportSchema,
  gateReportSchema,
} from "@promptrail/evals/run";
import { z } from "zod";
import { errorDocument } from "./error-document.js";

const cases = z.array(caseReportSchema).describe("what each version answered to each case");

/** Left out where no eval of the suite uses another prompt or embeddings. */
const aside = z
  .object({
    runs: z.int().describe("prompts that evals ran"),
    embedded: z.int().describe("texts that evals embedded"),
    cost: z.number().nullable().describe("US dollars; null where a part is unknown"),
  })
  .optional()
  .describe("what evals asked beside the answers that they judge");

/** Left out where no judge stands beside another eval. */
const differ = z
  .array(differenceReportSchema)
  .optional()
  .describe("where a judge passes what another eval of the suite fails, and the reverse");

/** Left out where the suite has no ledger of instructions. */
const ledger = z
  .object({
    sides: z
      .array(ledgerReportSchema.extend({ title: z.string().describe("a version, or a model") }))
      .describe("the candidate first; or one for each model"),
    change: ledgerChangeSchema.nullable().describe("of the candidate beside the baseline"),
  })
  .optional()
  .describe("which instructions of the prompt are obeyed, and which exclude each other");

const report = z.discriminatedUnion("report", [
  gateReportSchema.extend({
    evidence_id: z.string().nullable().describe("null where none was stored"),
    standing: z
      .object({
        run: z.int().describe("the number of the run among those of the same comparison"),
        decides: z.boolean().describe("false where an earlier run decides, which this one leaves"),
        deciding_evidence_id: z.string(),
        deciding_verdict: z.enum(["pass", "fail", "inconclusive"]),
        others: z
          .partialRecord(z.enum(["pass", "fail", "inconclusive"]), z.int())
          .exactOptional()
          .describe(
            "earlier runs of the same content and baseline on another dataset or suite, by verdict; left out for none",
          ),
      })
      .nullable()
      .describe("null where no evidence is stored"),
    activated_revision: z
      .int()
      .nullable()
      .describe(
        "of the decision that made the version live, where it waited for this evidence; else null",
      ),
    aside,
    differ,
    ledger,
    cases,
  }),
  evalReportSchema.extend({ aside, differ, ledger, cases }),
  frontierReportSchema.extend({
    aside,
    ledger,
    notes: z.array(z.string()).describe("what the version sets and a model leaves out"),
    version_to_try: z
      .object({
        model: z.string(),
        prompt: z.string().nullable().describe("null where it cannot be written"),
        file: z.string().nullable(),
        source: z.string().nullable(),
        problem: z.string().nullable().describe("why it cannot be written"),
        written: z.boolean().describe("only with `--write`"),
      })
      .nullable()
      .describe("null where no model is cheaper and not worse"),
    cases: z
      .array(
        z.object({
          id: z.string(),
          tags: z.array(z.string()),
          models: z.array(
            z.object({ model: z.string(), answers: caseReportSchema.shape.candidate }),
          ),
        }),
      )
      .describe("what each model answered to each case"),
  }),
]);

/** What one run of a suite found. */
export type EvalReportDocument = z.input<typeof report>;

/** What eval runs found: the same for one family and for many. */
export const evalDocument = z.object({
  ok: z.boolean().describe("true where every run passes and none is left"),
  reports: z
    .array(report)
    .describe(
      "`gate`: a version against another one; `eval`: one version; `models`: one version on several models",
    ),
  not_run: z.array(z.string()).describe("families whose run did not begin"),
  failed: z
    .array(errorDocument.extend({ family: z.string() }))
    .optional()
    .describe("families whose run ended in an error after others were judged; left out of none"),
  compared: z
    .object({
      against: z
        .object({ ref: z.string(), commit: z.string() })
        .nullable()
        .describe("the base; null without a git remote"),
      changed: z.array(
        z.object({
          family: z.string(),
          versions: z.array(z.int()),
          baseline: z.int().nullable(),
          suite_changed: z.boolean(),
        }),
      ),
      problems: z.array(z.string()),
      notes: z.array(z.string()),
    })
    .optional()
    .describe("only with `--changed`"),
});
