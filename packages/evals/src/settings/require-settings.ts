import { inspect } from "node:util";
import { PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";

/** What a setting takes, in words for `Give …`; and whether a value is that. */
export interface SettingRule {
  readonly takes: string;
  readonly fits: (value: unknown) => boolean;
}

export type SettingRules<Settings extends object> = {
  readonly [Name in keyof Settings]-?: SettingRule;
};

/** Names the built-in eval in its messages; throws `invalid_definition`. */
export function refuseSettings(check: string, reason: string): never {
  throw new PromptrailError("invalid_definition", `${check} ${reason}`, { eval: check });
}

/**
 * Refuses a setting that does not exist, which would be left out in silence, and one that is not what its rule takes.
 * One that is undefined is left out. Throws `invalid_definition`, which names the eval and the setting.
 */
export function requireSettings(
  check: string,
  settings: object,
  rules: Readonly<Record<string, SettingRule>>,
  refuse: (reason: string) => never = (reason) => refuseSettings(check, reason),
): void {
  if (!isPlainObject(settings)) {
    refuse(`has ${show(settings)} as its settings. Give an object.`);
  }
  for (const [name, value] of Object.entries(settings)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      const known = Object.keys(rules);
      refuse(
        `has the setting "${name}", which does not exist.${suggest(name, known)} Known: ${known.join(", ")}.`,
      );
    }
    if (value !== undefined && !rule.fits(value)) {
      refuse(`has the ${name} ${show(value)}. Give ${rule.takes}.`);
    }
  }
}

/** A value for a message, in one line and cut. */
export function show(value: unknown): string {
  const shown = inspect(value, {
    depth: 1,
    maxArrayLength: 3,
    maxStringLength: 40,
    breakLength: Number.POSITIVE_INFINITY,
  });
  return shown.length > 120 ? `${shown.slice(0, 120)}…` : shown;
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
