import { PromptrailError, type Provider } from "@promptrail/core";
import type { ProviderLimit } from "@promptrail/core/lifecycle";

/** What each provider may be sent, by its id. */
export type ProviderLimits = Readonly<Record<string, ProviderLimit>>;

/**
 * The limits of a config, checked.
 *
 * @throws PromptrailError `config_invalid`.
 */
export function requireLimits(
  limits: ProviderLimits,
  providers: ReadonlyMap<string, Provider>,
): ProviderLimits {
  for (const [id, limit] of Object.entries(limits)) {
    if (!providers.has(id)) {
      throw invalid(
        `\`limits\` names the provider "${id}", which is not in the config. Known providers: ${[...providers.keys()].join(", ") || "none"}.`,
      );
    }
    for (const [name, value] of Object.entries(limit)) {
      if (value === undefined || (Number.isSafeInteger(value) && value > 0)) continue;
      throw invalid(
        `\`limits.${id}.${name}\` is ${String(value)}. Give a whole number from 1, or leave it out for no limit.`,
      );
    }
  }
  return limits;
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("config_invalid", message, {});
}
