import type { RegisteredVersion } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";

/** A row of `promptrail.prompt_version`, as far as it is read. */
export interface VersionRow {
  readonly family: string;
  readonly version: number;
  readonly content_hash: string;
  /** Null where somebody else wrote it so. */
  readonly body: VersionBody | null;
}

type VersionBody = Pick<RegisteredVersion, "content" | "changelog" | "input">;

/** Of no content, whose hash is nobody's. */
const noBody = {} as VersionBody;

export const versionColumns = "family, version, content_hash, body";

/** The body may be any other than the hash's. */
export function fromVersionRow(row: VersionRow): RegisteredVersion {
  const { family, version, content_hash: contentHash, body } = row;
  const { content, changelog, input } = body ?? noBody;
  return { family, version, contentHash, content, changelog, ...omitUndefined({ input }) };
}
