import { build } from "esbuild";

const app = { entryPoints: ["app.ts"], bundle: true, platform: "node", target: "node22" };

// The two lines for ESM: packages that are CommonJS, as `pg`, ask for `require`.
const banner = {
  js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
};
await build({ ...app, format: "esm", outfile: "out/app.mjs", banner });

// The two lines for CommonJS: your own suites say where their datasets are by `import.meta.url`.
const define = { "import.meta.url": "moduleUrl" };
const moduleUrl = { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' };
await build({ ...app, format: "cjs", outfile: "out/app.cjs", define, banner: moduleUrl });

// As frameworks do it: what is installed stays outside.
await build({ ...app, format: "esm", packages: "external", outfile: "out/external.mjs" });
const external = { ...app, format: "cjs", packages: "external", define, banner: moduleUrl };
await build({ ...external, outfile: "out/external.cjs" });

// For a page, which has nothing of Node.
await build({ entryPoints: ["page.ts"], bundle: true, format: "esm", outfile: "out/page.js" });
