import { inspect } from "node:util";
import { suggest } from "@promptrail/core/errors";

/** What a setting takes, in words for `Give …`; and whether a value is that. */
export interface SettingRule {
  readonly takes: string;
  readonly fits: (value: unknown) => boolean;
}

export type SettingRules<Settings extends object> = {
  readonly [Name in keyof Settings]-?: SettingRule;
};

interface FieldRules {
  readonly rules: Readonly<Record<string, SettingRule>>;
  /** Names of those that must be there. Default: none. */
  readonly required?: readonly string[] | undefined;
  /** Where the object stands: `in choice 2 of its menu`. Default: it is the definition's own settings. */
  readonly where?: string | undefined;
  readonly refuse: (reason: string) => never;
}

/** The same for an object of any definition: `refuse` is told what is wrong first, the field and the cure. */
export function requireFields(
  settings: unknown,
  fields: FieldRules,
): asserts settings is Readonly<Record<string, unknown>> {
  const { rules, required = [], where, refuse } = fields;
  const place = where === undefined ? "" : ` ${where}`;
  if (!isPlainObject(settings)) {
    const what = where === undefined ? " as its settings" : place;
    fields.refuse(`has ${show(settings)}${what}. Give an object.`);
  }
  const known = Object.keys(rules);
  const unknown = Object.keys(settings).find(
    (name) => settings[name] !== undefined && !known.includes(name),
  );
  if (unknown !== undefined) {
    refuse(
      `has the setting "${unknown}"${place}, which does not exist.${suggest(unknown, known)} Known: ${known.join(", ")}.`,
    );
  }
  for (const [name, { takes, fits }] of Object.entries(rules)) {
    const value = settings[name];
    if (value === undefined) {
      if (required.includes(name)) refuse(`has no ${name}${place}. Give ${takes}.`);
    } else if (!fits(value)) {
      refuse(`has the ${name} ${show(value)}${place}. Give ${takes}.`);
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
