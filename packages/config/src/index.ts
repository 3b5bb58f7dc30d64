export { defineConfig } from "./define-config.js";
export { findConfigFile, hasConfig, type LoadedConfig, loadConfig } from "./load-config.js";
export { parseConfig } from "./parse-config.js";
