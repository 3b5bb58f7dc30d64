import { z } from "zod";
import { components, familyName, reasonText, revisionNumber } from "./fields.js";
import { fleetAnswerWire } from "./fleet.js";
import { record } from "./record.js";

/** So many families are named in one request at most. */
export const mostNamedFamilies = 1_000;

const vendorsName = z.string().trim().min(1).max(200);

/**
 * Which families to roll back: those whose active version asks this provider, this model, or this model of this
 * provider. `families` limits it to some of them, `seen_revision` is the `revision` of a preview: a family that
 * changed since is left.
 */
export const rollbackAllRequestWire = record(
  z
    .strictObject({
      provider: vendorsName.exactOptional(),
      model: vendorsName.exactOptional(),
      reason: reasonText,
      dry_run: z.boolean().exactOptional(),
      families: z.array(familyName).min(1).max(mostNamedFamilies).exactOptional(),
      seen_revision: revisionNumber.exactOptional(),
    })
    .refine(({ provider, model }) => provider !== undefined || model !== undefined, {
      path: ["model"],
      message: "is missing, and so is `provider`; name at least one of them",
    }),
).register(components, { id: "RollbackAllRequest" });

/** A family that is rolled back, as keys of versions. Without a `revision` in a preview. */
const rolledBackFamily = record(
  z.object({
    family: familyName,
    rolled_back_from: z.string(),
    rolled_back_to: z.string(),
    revision: revisionNumber.exactOptional(),
    already_applied: z.literal(true).exactOptional(),
  }),
  { absent: { revision: null, already_applied: false } },
);

/** A family that stays as it is, and why. */
const leftFamily = record(
  z.object({
    family: familyName,
    active: z.string().nullable(),
    code: z.string(),
    reason: z.string(),
  }),
);

const modelUse = record(
  z.object({ provider: z.string(), model: z.string(), families: z.int().min(1) }),
);

/**
 * What a rollback of many families did; with `dry_run`, what it would do. `already_applied` is there where an
 * earlier request with the same key did it. While families are `remaining`, the same request with this
 * `idempotency_key` goes on.
 */
export const rollbackAllReportWire = record(
  z.object({
    dry_run: z.boolean(),
    idempotency_key: z.string().nullable(),
    revision: revisionNumber,
    rolled_back: z.array(rolledBackFamily),
    left: z.array(leftFamily),
    remaining: z.int().min(0),
    as_fallback: z.array(familyName),
    active_models: z.array(modelUse),
    fleet: fleetAnswerWire.nullable().exactOptional(),
  }),
).register(components, { id: "RollbackAllResult" });
