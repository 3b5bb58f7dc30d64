import { inspect } from "node:util";
import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import type { ShadowBudget } from "@promptrail/core/lifecycle";

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
  requireBudget("shadowBudget", config.shadowBudget);
  for (const [family, settings] of Object.entries(config.families ?? {})) {
    requireBudget(`families.${family}.shadowBudget`, settings.shadowBudget);
    for (const [name, value] of Object.entries(settings)) {
      if (name === "shadowBudget" || name === "logging") continue;
      requireChoice(`families.${family}.${name}`, name, value);
    }
  }
}

function requireChoice(place: string, name: string, value: unknown): void {
  const allowed = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (allowed === undefined) {
    const known = [...Object.keys(choices), "logging", "shadowBudget"];
    throw invalid(
      `\`${place}\` is not a setting of a family.${suggest(name, known)} A family's settings are: ${known.join(", ")}.`,
    );
  }
  if (value === undefined || allowed.includes(value)) return;
  const told = allowed.map((each) => JSON.stringify(each)).join(" or ");
  const came = typeof value === "string" ? JSON.stringify(value) : inspect(value, { depth: 0 });
  throw invalid(`\`${place}\` is ${came}. Give ${told}, or leave it out for the default.`);
}

const bounds: readonly string[] = [
  "callsPerMinute",
  "dollarsPerDay",
] satisfies readonly (keyof ShadowBudget)[];

/** A bound that is misspelt bounds nothing. */
function requireBudget(place: string, budget: ShadowBudget | undefined): void {
  if (budget === undefined) return;
  if (typeof budget !== "object" || budget === null) {
    throw invalid(
      `\`${place}\` is not a budget. Give { callsPerMinute, dollarsPerDay }, or one of both.`,
    );
  }
  for (const [name, value] of Object.entries(budget)) {
    if (!bounds.includes(name)) {
      throw invalid(
        `\`${place}.${name}\` is not a bound of shadow runs.${suggest(name, bounds)} The bounds are: ${bounds.join(", ")}.`,
      );
    }
    if (value === undefined || (Number.isFinite(value) && value >= 0)) continue;
    throw invalid(
      `\`${place}.${name}\` is ${inspect(value, { depth: 0 })}. Give a number from 0, or leave it out for no bound.`,
    );
  }
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("config_invalid", message, {});
}
