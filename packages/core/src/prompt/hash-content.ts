import { contentDigest } from "../json/content-digest.js";
import type { PromptContent } from "./prompt-content.js";

/** Recorded in the lock file: a change of what the hash covers, or how, raises it. */
export const contentHashScheme = 1;

/** The content hash of a version: `sha256-…` over its canonical JSON. */
export function hashContent(content: PromptContent): string {
  return contentDigest(content);
}
