import { hashContent, type JsonObject, type PromptContent, statuses } from "@promptrail/core";
import { z } from "zod";
import type { KeptState } from "./kept-state.js";

const version = z.int().min(1);
const jsonObject = z.custom<JsonObject>((value) => typeof value === "object" && value !== null);
const revision = z.int().min(0);

const groundSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("evidence"),
    key: z.object({
      family: z.string(),
      contentHash: z.string(),
      datasetHash: z.string(),
      suiteHash: z.string(),
    }),
  }),
  z.object({ kind: z.literal("override"), reason: z.string() }),
  z.object({ kind: z.literal("no_gate") }),
  z.object({ kind: z.literal("no_suite") }),
]);

const familySchema = z.object({
  family: z.string(),
  activeVersion: version,
  previousVersion: version.nullable(),
  revision,
  hold: z.object({ revision, reason: z.string() }).nullable(),
  leftVersions: z.array(version),
  activatedVersions: z.array(version),
  archivedVersions: z.array(version),
  shadow: z.object({ version, rate: z.number() }).nullable(),
  declared: z.object({
    generation: z.int().min(0),
    activeVersion: version,
    statuses: z.record(z.string(), z.enum(statuses)),
    pending: z.string().nullable(),
    acknowledgedRevision: revision,
    ground: groundSchema,
  }),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime().transform((text) => new Date(text)),
});

const versionSchema = z
  .object({
    family: z.string(),
    version,
    contentHash: z.string(),
    content: z.custom<PromptContent>((value) => typeof value === "object" && value !== null),
    changelog: z.string().nullable(),
    input: z
      .object({ given: jsonObject.nullable(), made: jsonObject.nullable() })
      .nullable()
      .exactOptional(),
  })
  // The hash stands for the content's shape as well: only a whole content has it.
  .refine(({ content, contentHash }) => hashContent(content) === contentHash, "has another hash");

/** The file's content, once its checksum held. */
export const keptStateSchema: z.ZodType<KeptState> = z.object({
  snapshot: z.object({
    storeId: z.string().min(1),
    environment: z.string(),
    revision,
    headHash: z.string(),
    families: z.array(familySchema),
  }),
  versions: z.array(versionSchema),
});
