import { inspect } from "node:util";
import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";

/** What may stand at each setting of a family. */
const choices: Readonly<Record<string, readonly unknown[]>> = {
  gate: ["none"],
  withoutState: ["serve", "refuse"],
  contextWindow: ["warn", "refuse", "off"],
  strictSettings: [true, false],
};
/** Those that the config has for all families as well. */
const shared = ["contextWindow", "strictSettings"] as const;

/**
 * Checks the settings that refuse calls. A config that did not go through `defineConfig` may hold anything: a mistyped
 * guard would let pass what it is there to stop.
 *
 * @throws PromptrailError `config_invalid`.
 */
export function requirePolicies(config: PromptrailConfig): void {
  for (const name of shared) requireChoice(name, name, config[name]);
  for (const [family, settings] of Object.entries(config.families ?? {})) {
    for (const [name, value] of Object.entries(settings)) {
      requireChoice(`families.${family}.${name}`, name, value);
    }
  }
}

function requireChoice(place: string, name: string, value: unknown): void {
  const allowed = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (allowed === undefined) {
    const known = Object.keys(choices);
    throw invalid(
      `\`${place}\` is not a setting of a family.${suggest(name, known)} A family's settings are: ${known.join(", ")}.`,
    );
  }
  if (value === undefined || allowed.includes(value)) return;
  const told = allowed.map((each) => JSON.stringify(each)).join(" or ");
  const came = typeof value === "string" ? JSON.stringify(value) : inspect(value, { depth: 0 });
  throw invalid(`\`${place}\` is ${came}. Give ${told}, or leave it out for the default.`);
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("config_invalid", message, {});
}
