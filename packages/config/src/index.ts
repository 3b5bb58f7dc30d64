export { defineConfig } from "./define-config.js";
export { type LoadedConfig, loadConfig } from "./load-config.js";
export { parseConfig } from "./parse-config.js";
