import { z } from "zod";
import { components, familyName, reasonText, revisionNumber, versionNumber } from "./fields.js";
import { fleetAnswerWire } from "./fleet.js";
import { record } from "./record.js";
import { holdWire, shadowWire } from "./state.js";

/** What the caller saw: another view of the family now is refused. */
const view = {
  from_version: versionNumber.exactOptional(),
  expected_revision: revisionNumber.exactOptional(),
} as const;

/** True: the answer is that of the decision, or its refusal, and nothing is changed. */
const trial = { dry_run: z.boolean().exactOptional() } as const;

/** What a rollback is asked to do. Without `to_version`: one step back. */
export const rollbackRequestWire = record(
  z.strictObject({
    to_version: versionNumber.exactOptional(),
    ...view,
    reason: reasonText.exactOptional(),
    ...trial,
  }),
).register(components, { id: "RollbackRequest" });

const promotionFields = z
  .strictObject({
    to_version: versionNumber.exactOptional(),
    version: versionNumber
      .exactOptional()
      .meta({ deprecated: true, description: "The earlier name of `to_version`." }),
    ...view,
    reason: reasonText,
    override: reasonText.exactOptional(),
    callers_ready: z.boolean().exactOptional(),
    ...trial,
  })
  .refine(({ to_version, version }) => (to_version === undefined) !== (version === undefined), {
    path: ["to_version"],
    message: "names the version twice; name it once, as `to_version`",
  });

const promotion = record(promotionFields);

type PromotionRequest = Omit<z.output<typeof promotion>, "version" | "toVersion"> & {
  readonly toVersion: number;
};

/**
 * What a promotion is asked to do. `override` says why no evidence is needed; `callers_ready` that the
 * callers give what no version that was live before required. `version` is taken for one more release.
 */
export const promotionRequestWire = z
  .codec(promotion, z.custom<PromotionRequest>(), {
    decode: ({ version = 0, toVersion = version, ...request }) => ({ ...request, toVersion }),
    encode: (request) => request,
  })
  .register(components, { id: "PromotionRequest" });

/** `version: null` ends the shadow run. Without a rate, it runs beside every call. */
export const shadowRequestWire = record(
  z.strictObject({
    version: versionNumber.nullable(),
    rate: z.number().min(0).max(1).exactOptional(),
    reason: reasonText,
    ...view,
  }),
).register(components, { id: "ShadowRequest" });

/** An archived version can never be activated again. */
export const archiveRequestWire = record(
  z.strictObject({ version: versionNumber, reason: reasonText, ...view }),
).register(components, { id: "ArchiveRequest" });

/** Ends the hold that a rollback put on a family, so that deployments can change it again. */
export const resumeRequestWire = record(z.strictObject({ reason: reasonText, ...view })).register(
  components,
  { id: "ResumeRequest" },
);

/** Which state goes on after decisions were lost: the store's own, or the one that the fleet serves. */
export const recoverRequestWire = record(
  z.strictObject({ keep: z.enum(["store", "fleet"]), reason: reasonText }),
).register(components, { id: "RecoverRequest" });

const change = {
  revision: revisionNumber.describe("of the decision"),
  already_applied: z
    .literal(true)
    .exactOptional()
    .describe("nothing was changed: it was so already"),
} as const;

const absent = { already_applied: false } as const;

const effect = <Value extends z.ZodType>(value: Value) => z.object({ before: value, after: value });

/** What a decision would do to its family beside the active version; what stays is the same before and after. */
const effectsWire = z
  .object({
    hold: effect(holdWire.nullable()),
    shadow: effect(shadowWire.nullable()),
    pending: effect(z.string().nullable().describe("why the declared version is not live")),
  })
  .register(components, { id: "DecisionEffects" });

/**
 * `fleet` is absent where nobody asked to wait, null where the fleet could not be asked. `dry_run` and `effects`
 * are there in a dry run, where nothing that the answer tells of was done.
 */
const move = {
  ...change,
  fleet: fleetAnswerWire
    .nullable()
    .exactOptional()
    .describe("only after a wait for it; null where it could not be asked"),
  dry_run: z.literal(true).exactOptional().describe("nothing of the answer was done"),
  effects: effectsWire.exactOptional().describe("only of a dry run"),
} as const;

/** What a rollback did, as keys of versions. `already_applied` is there where nothing changed. */
export const rollbackReportWire = record(
  z.object({
    rolled_back_from: z.string().describe("a version's key"),
    rolled_back_to: z.string().describe("a version's key"),
    ...move,
  }),
  { absent },
).register(components, { id: "RollbackResult" });

/** What a promotion did, as keys of versions. `already_applied` is there where nothing changed. */
export const promotionReportWire = record(
  z.object({
    promoted_from: z.string().describe("a version's key"),
    promoted_to: z.string().describe("a version's key"),
    evidence_id: z.string().nullable().describe("null where it needed none"),
    /** Who stored that evidence; left out where there is none, and by earlier releases. */
    evidence_actor: z.string().exactOptional(),
    ...move,
  }),
  { absent: { ...absent, evidence_actor: null } },
).register(components, { id: "PromotionResult" });

/** The family after a change that is neither a rollback nor a promotion. */
export const changeReportWire = record(
  z.object({
    family: familyName,
    active: z.string().describe("the active version's key"),
    shadow: shadowWire.nullable(),
    archived: z.array(z.string()).describe("versions' keys"),
    hold: holdWire.nullable().describe("what a rollback leaves; null for none"),
    ...change,
  }),
  { absent },
).register(components, { id: "FamilyChange" });

/** `families` are those whose state changed in the store, `missing` those that it does not know. */
export const recoverReportWire = record(
  z.object({
    lost_revision: revisionNumber.describe("the last one of the history that was lost"),
    revision: revisionNumber.describe("of the store now, which every process applies"),
    families: z.array(
      record(
        z.object({ family: familyName, from_version: versionNumber, to_version: versionNumber }),
      ),
    ),
    missing: z.array(familyName).describe("families that the store does not know"),
  }),
).register(components, { id: "RecoverReport" });
