import { registerHooks } from "node:module";

// For child processes of tests: Node strips types itself, but takes `./x.js` by its word.
registerHooks({
  resolve: (specifier, context, next) => {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!specifier.startsWith(".") || !specifier.endsWith(".js")) throw error;
      return next(`${specifier.slice(0, -".js".length)}.ts`, context);
    }
  },
});
