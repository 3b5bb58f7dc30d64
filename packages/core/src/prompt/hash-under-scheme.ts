import type { JsonObject } from "../json/json-value.js";
import { contentHashScheme, hashContent } from "./hash-content.js";
import type { PromptVersion } from "./prompt-version.js";
import { toJsonSchema } from "./to-json-schema.js";

/** What a hash of an earlier scheme is made from: the content, and the output schema in the code. */
export type HashedVersion = Pick<PromptVersion, "content" | "output">;

/** The content hash that a version has under a scheme; null where it could not have one. */
export function hashUnderScheme(version: HashedVersion, scheme: number): string | null {
  const { content } = version;
  if (content.output === null) return hashContent(content);
  const schema = toSentSchema(version, scheme);
  return schema === null
    ? null
    : hashContent({ ...content, output: { ...content.output, schema } });
}

/** Whether a version had this hash under an earlier scheme: it is the same text, and no edit. */
export function isHashOfEarlierScheme(version: HashedVersion, hash: string): boolean {
  for (let scheme = 1; scheme < contentHashScheme; scheme += 1) {
    if (hashUnderScheme(version, scheme) === hash) return true;
  }
  return false;
}

/** The output schema that a version sends under a scheme: under scheme 1 its output side. */
export function toSentSchema(
  { content, output }: HashedVersion,
  scheme: number,
): JsonObject | null {
  if (scheme === contentHashScheme) return content.output?.schema ?? null;
  return scheme === 1 && output !== null ? toJsonSchema(output, "output") : null;
}
