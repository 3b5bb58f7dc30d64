import {
  callResultWire,
  drillResultWire,
  evidenceReportWire,
  fleetWire,
  keyWire,
  madeKeyWire,
  statusWire,
} from "@promptrail/http-api";
import { z } from "zod";
import { errorDocument } from "./error-document.js";
import { findingDocument } from "./project-documents.js";

/** What came of a call, as the route tells it; with the reason where the outcome is refused. */
export const callDocument = callResultWire.in.extend({
  error: errorDocument.shape.error.optional().describe("where the outcome is refused"),
});

/** What is live, as the route tells it, and the processes that serve it. */
export const statusDocument = statusWire.in.in.extend({
  fleet: fleetWire.in.shape.members,
  warnings: z.array(findingDocument).describe("live models that retire soon, or have retired"),
});

const percentile = z.number().nullable().describe("null where no process answered");

/** What a drill measured, as the route tells it, in milliseconds from commit to applied. */
export const drillDocument = drillResultWire.in.extend({
  p50_ms: percentile,
  p99_ms: percentile,
  max_ms: percentile,
});

/** A key that was made. */
export const madeKeyDocument = madeKeyWire.in.extend({
  kept_in: z.string().nullable().describe("the file that has the secret, too; null for none"),
});

/** The key that is revoked. */
export const revokedKeyDocument = z.object({ environment: z.string(), revoked: keyWire });

const hash = z.string();

/** What became of evidence that was brought: as the route tells it, or why it is not taken. */
export const broughtDocument = z.union([
  evidenceReportWire.in,
  z.object({
    family: z.string(),
    candidate: z.string().describe("a version's key"),
    error: errorDocument.shape.error,
  }),
]);

/** What the code's declarations became, one for each family. */
export const deployDocument = z.object({
  is_live: z.boolean().describe("true where everything that the code declares is live"),
  families: z.array(
    z.object({
      family: z.string(),
      generation: z.int().describe("the lock file's"),
      declared_version: z.int(),
      active_version: z.int(),
      outcome: z.enum([
        "first_seen",
        "activated",
        "unchanged",
        "pending",
        "decided_otherwise",
        "old_generation",
      ]),
      reason: z.string().nullable().describe("why the declared version is not live"),
      is_live: z.boolean(),
      new_requirements: z
        .array(z.string())
        .describe("what the version requires, and no version that was live before did"),
    }),
  ),
  conflicts: z
    .array(
      z.object({
        family: z.string(),
        version: z.int(),
        registered_hash: hash,
        declared_hash: hash,
      }),
    )
    .describe("retired versions that keep the content of an earlier hash scheme"),
  dropped: z
    .array(z.object({ family: z.string(), version: z.int(), next_version: z.int() }))
    .describe("versions that the environment has and the code does not: their numbers are used up"),
  evidence: z
    .array(broughtDocument)
    .describe("what became of the evidence of the file; empty without one"),
  warnings: z.array(findingDocument).describe("active models that retire soon, or have retired"),
  dry_run: z.literal(true).optional().describe("nothing of the document was done"),
  registers: z.array(z.string()).optional().describe("in a dry run: the versions, as keys"),
  creates: z
    .enum(["store", "environment"])
    .nullable()
    .optional()
    .describe("in a dry run: what does not exist yet"),
});

/** What a check of the whole history found. */
export const verificationDocument = z.object({
  holds: z.boolean(),
  complete: z.boolean().describe("false where it was stopped"),
  decisions: z.int().describe("how many were checked"),
  versions: z.int(),
  verdicts: z.int(),
  environment: z.string(),
  revision: z.int(),
  head_hash: hash,
  problems: z.array(
    z.object({
      kind: z.string(),
      revision: z.int().nullable(),
      family: z.string().nullable(),
      message: z.string(),
    }),
  ),
});
