import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import "../../test/source-resolution.ts";
import { markFunctions } from "./mark-functions.ts";
import { markName } from "./recorder.ts";

// To be imported before all else: what is loaded after it tells the recorder of each function that runs.
const root = fileURLToPath(new URL("../../..", import.meta.url));
/** What a user's process has, up to a vendor's SDK: no simulated vendor, and not what the SDK fetches with. */
const shipped = /^(packages\/(?!testing\/|transport\/)[^/]+|apps\/[^/]+)\/src\/.*\.ts$/;

registerHooks({
  load: (url, context, next) => {
    if (!url.startsWith("file:")) return next(url, context);
    const file = fileURLToPath(url);
    const path = relative(root, file);
    if (!shipped.test(path)) return next(url, context);
    const mark = `globalThis[${JSON.stringify(markName)}]?.(${JSON.stringify(path)})`;
    const source = markFunctions(path, readFileSync(file, "utf8"), mark);
    return { format: "module-typescript", source, shortCircuit: true };
  },
});
