import { PromptrailError } from "@promptrail/core/errors";

/** Where a worker's built file is. Throws PromptrailError `not_supported` where it is not. */
export function workerFile(name: "render-worker" | "worker-guard"): URL {
  const file = findBeside(import.meta.url, name);
  // Loaded here, like worker_threads: most programs need neither, and a first render must come fast.
  if (file !== null && process.getBuiltinModule("node:fs").existsSync(file)) return file;
  throw new PromptrailError(
    "not_supported",
    `The renderer's ${name}.js is not among its other files. Leave @promptrail/renderer out of the bundle, as an external package, or build it: a worker is loaded from its own file.`,
  );
}

/** @param url Of this code; undefined in a bundle that is CommonJS. */
function findBeside(url: string | undefined, name: string): URL | null {
  if (url === undefined) return null;
  // Built, this code is in `dist/index.js`. Node cannot load this package's TypeScript, whose imports
  // end in `.js`: run from there, the built worker serves.
  return new URL(`${url.endsWith(".ts") ? "../../dist/worker/" : "./worker/"}${name}.js`, url);
}
