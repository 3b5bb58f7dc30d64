import { PromptrailError, type Provider } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import type { ProviderLimit } from "@promptrail/core/lifecycle";

const names: readonly string[] = [
  "requestsPerMinute",
  "tokensPerMinute",
] satisfies readonly (keyof ProviderLimit)[];

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
      if (!names.includes(name)) {
        throw invalid(
          `\`limits.${id}.${name}\` is not a limit.${suggest(name, names)} A provider's limits are: ${names.join(", ")}.`,
        );
      }
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
