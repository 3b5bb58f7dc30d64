import { PromptrailError } from "@promptrail/core";

/** Where the worker's built file is. Throws PromptrailError `not_supported` where it is not. */
export function countWorkerFile(): URL {
  const file = findBeside(import.meta.url);
  // Loaded here: most processes never count.
  if (file !== null && process.getBuiltinModule("node:fs").existsSync(file)) return file;
  throw new PromptrailError(
    "not_supported",
    "The tokens of long inputs cannot be counted here: count-worker.js is not among the other files of @promptrail/runtime. Calls whose bytes do not fit their model's context window go by their family's `contextWindow`. To have them counted, leave @promptrail/runtime out of the bundle, as an external package: a worker is loaded from its own file.",
  );
}

/** @param url Of this code; undefined in a bundle that is CommonJS. */
function findBeside(url: string | undefined): URL | null {
  if (url === undefined) return null;
  const path = "calls/window/worker/count-worker.js";
  // Built, this code is in `dist`. Run from source, the built worker serves.
  return new URL(url.endsWith(".ts") ? `../../../dist/${path}` : `./${path}`, url);
}
