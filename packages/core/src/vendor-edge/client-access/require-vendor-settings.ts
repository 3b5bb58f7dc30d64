import { PromptrailError } from "../../errors/promptrail-error.js";
import { suggest } from "../../errors/suggest.js";

/** What the factory of each vendor's provider takes. */
const shared: readonly string[] = [
  "apiKey",
  "baseUrl",
  "id",
  "timeoutMs",
  "headers",
  "models",
  "fetch",
];

/**
 * Refuses settings that the factory of a provider does not know. A mistyped `baseUrl` would send key and prompts to the
 * vendor instead of where the team meant them to go.
 *
 * @param own what this factory takes beside apiKey, baseUrl, id, timeoutMs, headers, models and fetch.
 * @throws PromptrailError `config_invalid`, which names the setting and those that there are.
 */
export function requireVendorSettings(
  factory: string,
  settings: object,
  own: readonly string[] = [],
): void {
  const known = [...own, ...shared];
  const unknown = Object.keys(settings).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new PromptrailError(
    "config_invalid",
    `${factory}() has the setting "${unknown}", which it does not know.${suggest(unknown, known)} Its settings are: ${known.join(", ")}.`,
    { setting: unknown, known },
  );
}
