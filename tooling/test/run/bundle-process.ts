import { mkdtempSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "tsup";
import { inject } from "vitest";
// For its declaration of what `inject("runFolder")` returns.
import type {} from "./run-folder.ts";

/**
 * Puts a child process of tests and all that it imports into one file of JavaScript, which starts many times as fast as
 * from source: worth its second for a test that starts it more often than a few times.
 *
 * @param entry absolute path of its TypeScript.
 * @returns the file's path. It goes with the test run.
 */
export async function bundleProcess(entry: string): Promise<string> {
  const folder = mkdtempSync(join(inject("runFolder"), "process-"));
  await build({
    entry: [entry],
    outDir: folder,
    outExtension: () => ({ js: ".mjs" }),
    config: false,
    format: "esm",
    platform: "node",
    target: "node22",
    noExternal: [/.*/],
    // What no such process uses, and no bundle can hold.
    external: ["@electric-sql/pglite", "pg-native"],
    loader: { ".sql": "text" },
    // For packages that are written with `require`.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    silent: true,
    esbuildOptions: (options) => {
      options.conditions = ["@promptrail/source"];
    },
  });
  return join(folder, `${basename(entry, ".ts")}.mjs`);
}
