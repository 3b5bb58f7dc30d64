export { type DeepSeekSettings, deepseek } from "./deepseek.js";
export { type DeepSeekOptions, deepseekOptionsSchema } from "./deepseek-options.js";
