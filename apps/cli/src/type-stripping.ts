import { register } from "node:module";

/**
 * Lets a Node older than 22.18 import `promptrail.config.ts`, with the type stripper that newer ones have
 * built in, so that what is accepted is the same everywhere.
 */
export function stripTypesWhereNodeDoesNot(): void {
  if (process.features.typescript) return;
  register("./type-stripping-hook.js", import.meta.url);
}
