import { transformSync } from "esbuild";

const settings = { format: "cjs", loader: "ts", supported: { "dynamic-import": false } };

export default { process: (text) => ({ code: transformSync(text, settings).code }) };
