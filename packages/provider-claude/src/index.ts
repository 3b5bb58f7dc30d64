export { type ClaudeSettings, claude } from "./claude.js";
export { type ClaudeOptions, claudeOptionsSchema } from "./claude-options.js";
