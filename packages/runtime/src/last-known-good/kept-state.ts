import { createHash } from "node:crypto";
import type { JsonObject, PromptContent } from "@promptrail/core";
import { hashContent, type RegisteredVersion, type Snapshot } from "@promptrail/core/lifecycle";
import { describeIssues, parseJson, statuses, withoutMark } from "@promptrail/core/portable";
import { z } from "zod";

/** What a process knew last: enough to serve the same versions without the store. */
export interface KeptState {
  readonly snapshot: Snapshot;
  /** The bodies of live, previous and shadow versions that are not the build's own. */
  readonly versions: readonly RegisteredVersion[];
}

/** Grows when an older process could not read what a newer one writes. */
const format = 1;

const end = "}\n";
const head = /^\{"format":(\d+),"checksum":"(sha256-[0-9a-f]{64})","content":/;

/** A file's text: JSON, whose checksum covers the bytes of its content. */
export function formatKeptState(state: KeptState): string {
  const content = JSON.stringify(state);
  return `{"format":${format},"checksum":"${checksumOf(content)}","content":${content}${end}`;
}

/** The state in a file's text, or why it cannot be trusted. An editor that looked at it may have changed its ends. */
export function parseKeptState(written: string, environment: string): KeptState | string {
  const text = withoutMark(written).replace(/\r\n$/, "\n");
  const found = head.exec(text);
  if (found === null) return "it is no such file, or its beginning is missing";
  const [prefix, itsFormat, checksum] = found;
  if (Number(itsFormat) !== format) return `it has format ${itsFormat}, this build reads ${format}`;
  if (!text.endsWith(end)) return "its end is missing";
  const content = text.slice(prefix.length, -end.length);
  if (checksumOf(content) !== checksum) return "its checksum does not hold";
  const parsed = keptStateSchema.safeParse(parseJson(content));
  if (!parsed.success) return describeIssues(parsed.error.issues);
  const { environment: kept } = parsed.data.snapshot;
  return kept === environment ? parsed.data : `it is of environment "${kept}"`;
}

function checksumOf(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("hex")}`;
}

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
const keptStateSchema: z.ZodType<KeptState> = z.object({
  snapshot: z.object({
    storeId: z.string().min(1),
    environment: z.string(),
    revision,
    headHash: z.string(),
    families: z.array(familySchema),
  }),
  versions: z.array(versionSchema),
});
