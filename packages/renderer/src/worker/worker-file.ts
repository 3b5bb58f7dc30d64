import { PromptrailError } from "@promptrail/core/portable";

// Built, this code is in `dist/index.js`. Node cannot load this package's TypeScript, whose imports
// end in `.js`: run from there, the built worker serves.
const folder = import.meta.url.endsWith(".ts") ? "../../dist/worker/" : "./worker/";

/** Where a worker's built file is. Throws PromptrailError `not_supported` where it is not. */
export function workerFile(name: "render-worker" | "worker-guard"): URL {
  const file = new URL(`${folder}${name}.js`, import.meta.url);
  // Loaded here, like worker_threads: most programs need neither, and a first render must come fast.
  if (process.getBuiltinModule("node:fs").existsSync(file)) return file;
  throw new PromptrailError(
    "not_supported",
    `The renderer's ${name}.js is not among its other files. Build @promptrail/renderer, and leave it out of bundles: a worker is loaded from its own file.`,
  );
}
