import { register } from "node:module";

/**
 * Lets a Node older than 22.18 import `promptrail.config.ts`: with the same type stripper that newer
 * ones have built in, so that what is accepted is the same everywhere.
 */
export async function runTypeScript(): Promise<void> {
  if (process.features.typescript) return;
  register("amaro/strip", import.meta.url);
}
