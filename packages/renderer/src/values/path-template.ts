import { latePattern } from "./late-pattern.js";

/** One part of a path whose loop positions are known only while rendering. */
export type PathPart = string | { readonly slot: number };
export type PathTemplate = readonly PathPart[];

const asciiName = /^[A-Za-z_]\w*$/;
const plainName = latePattern(() => /^[\p{ID_Start}_]\p{ID_Continue}*$/u);

/** `.name`, `['other key']` or `[3]`. */
export function formatStep(key: unknown): string {
  if (typeof key === "number") return `[${key}]`;
  if (typeof key !== "string") return "[…]";
  return asciiName.test(key) || plainName().test(key) ? `.${key}` : `['${key.slice(0, 60)}']`;
}

/** Fills the loop positions in. */
export function formatPath(template: PathTemplate, slots: readonly unknown[]): string {
  return template
    .map((part) => (typeof part === "string" ? part : formatStep(slots[part.slot])))
    .join("");
}
