import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { toTextModule } from "./run/sql-as-text.ts";

// For child processes of tests: Node strips types itself, but takes `./x.js` by its word, and knows no SQL.
registerHooks({
  resolve: (specifier, context, next) => {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!specifier.startsWith(".") || !specifier.endsWith(".js")) throw error;
      return next(`${specifier.slice(0, -".js".length)}.ts`, context);
    }
  },
  load: (url, context, next) => {
    if (!url.endsWith(".sql")) return next(url, context);
    const source = toTextModule(readFileSync(fileURLToPath(url), "utf8"));
    return { format: "module", source, shortCircuit: true };
  },
});
