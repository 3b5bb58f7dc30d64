import type { Plugin } from "vitest/config";

/** A module whose value is a text. */
export function toTextModule(text: string): string {
  return `export default ${JSON.stringify(text)};`;
}

/** Lets tests import a file of SQL as its text, as the build does. */
export const sqlAsText = {
  name: "sql-as-text",
  transform: (text: string, path: string) =>
    path.endsWith(".sql") ? { code: toTextModule(text), map: null } : null,
} satisfies Plugin;
