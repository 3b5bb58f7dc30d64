import { registerHooks } from "node:module";

// The body of a process of its own: prints the modules that importing the renderer loads.
const urls: string[] = [];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    urls.push(resolved.url);
    return resolved;
  },
});
await import("@promptrail/renderer");
console.log(JSON.stringify(urls));
