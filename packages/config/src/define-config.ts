import type { PromptrailConfig, PromptVersion } from "@promptrail/core";
import { parseConfig } from "./parse-config.js";

/**
 * Declares a project: its prompts, providers, store and suites.
 *
 * @throws PromptrailError `config_invalid`, which names each wrong key.
 */
export function defineConfig<const Prompts extends readonly PromptVersion[]>(
  config: PromptrailConfig<Prompts>,
): PromptrailConfig<Prompts> {
  parseConfig(config, "The value given to defineConfig");
  return Object.freeze({ ...config });
}
