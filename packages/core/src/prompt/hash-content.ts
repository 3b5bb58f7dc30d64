import { contentDigest } from "../json/content-digest.js";
import type { PromptContent } from "./prompt-content.js";

/**
 * Recorded in the lock file: a change of what the hash covers, or how, raises it, and `hashUnderScheme`
 * learns the one before.
 */
export const contentHashScheme = 2;

/** The content hash of a version: `sha256-…` over its canonical JSON. */
export function hashContent(content: PromptContent): string {
  return contentDigest(content);
}
