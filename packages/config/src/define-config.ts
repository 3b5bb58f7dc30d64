import type { PromptrailConfig } from "@promptrail/core";
import type { FittingConfig, PromptsOf } from "@promptrail/core/lifecycle";
import { parseConfig } from "./parse-config.js";

/**
 * Declares a project: its prompts, providers, store and suites.
 *
 * @throws PromptrailError `config_invalid`, which names each wrong key.
 */
export function defineConfig<const Config extends Partial<PromptrailConfig>>(
  config: FittingConfig<Config>,
): PromptrailConfig<PromptsOf<Config>>;
// Inside, it is what was given: what does not fit is a text in the types alone.
export function defineConfig(config: PromptrailConfig): PromptrailConfig {
  parseConfig(config, "The value given to defineConfig");
  return Object.freeze({ ...config });
}
