import { inspect } from "node:util";
import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import type { CallLogging } from "@promptrail/core/call-log";
import { suggest } from "@promptrail/core/errors";
import { retentionDays } from "@promptrail/core/portable";

const days = `one of ${retentionDays.join(", ")}`;

/** What each setting may be. */
const rules: Readonly<
  Record<keyof CallLogging, { readonly fits: (value: unknown) => boolean; readonly told: string }>
> = {
  durability: toChoice("memory", "spool", "sync"),
  ack: toChoice("none", "fsync"),
  bodyDays: { fits: isRetention, told: days },
  figureDays: { fits: isRetention, told: days },
  bodyRate: {
    fits: (value) => typeof value === "number" && value >= 0 && value <= 1,
    told: "a number from 0 to 1",
  },
};
const names = Object.keys(rules);

/**
 * Checks how calls are logged. A config that did not go through `defineConfig` may hold anything.
 *
 * @throws PromptrailError `config_invalid`.
 */
export function requireLogging(config: PromptrailConfig): void {
  const { redact: _checkedWhenMade, ...shared } = config.logging ?? {};
  requireSettings("logging", shared);
  requireSpool("logging", shared, config);
  requireDays("logging", shared);
  for (const [family, { logging }] of Object.entries(config.families ?? {})) {
    if (logging === undefined) continue;
    const place = `families.${family}.logging`;
    requireSettings(place, logging);
    requireSpool(place, { ...shared, ...logging }, config);
    requireDays(place, { ...shared, ...logging });
  }
}

function requireSettings(place: string, settings: CallLogging): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!isSetting(name)) {
      const where =
        name === "redact"
          ? " What is taken out is one setting for all families: `logging.redact`."
          : "";
      throw invalid(
        `\`${place}.${name}\` is not a setting of how calls are logged.${where}${suggest(name, names)} The settings are: ${names.join(", ")}.`,
      );
    }
    const { fits, told } = rules[name];
    if (value === undefined || fits(value)) continue;
    throw invalid(
      `\`${place}.${name}\` is ${inspect(value, { depth: 0 })}. Give ${told}, or leave it out for the default.`,
    );
  }
}

function requireSpool(
  place: string,
  { durability, ack }: CallLogging,
  { spool }: PromptrailConfig,
): void {
  if (durability === "spool" && spool === undefined) {
    throw invalid(
      `\`${place}.durability\` is "spool", and the config names no spool. Add \`spool: spool()\` from \`@promptrail/spool\` to the config, or take "memory" or "sync".`,
    );
  }
  if (ack !== "fsync" || durability === "spool" || durability === "sync") return;
  if (durability === undefined && spool !== undefined) return;
  throw invalid(
    `\`${place}.ack\` is "fsync", and its records wait in memory, where nothing is on disk. Add \`spool: spool()\` from \`@promptrail/spool\` to the config and take the durability "spool", or leave \`ack\` out.`,
  );
}

function requireDays(place: string, { bodyDays, figureDays }: CallLogging): void {
  if (bodyDays === undefined || figureDays === undefined || bodyDays <= figureDays) return;
  throw invalid(
    `\`${place}.bodyDays\` is ${bodyDays}, and \`figureDays\` is ${figureDays}: what was said would be kept for longer than what came of it. Raise \`figureDays\`, or lower \`bodyDays\`.`,
  );
}

function isSetting(name: string): name is keyof CallLogging {
  return Object.hasOwn(rules, name);
}

function isRetention(value: unknown): boolean {
  return retentionDays.some((each) => each === value);
}

function toChoice(...allowed: readonly string[]) {
  return {
    fits: (value: unknown) => allowed.some((each) => each === value),
    told: allowed.map((each) => JSON.stringify(each)).join(" or "),
  };
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("config_invalid", message, {});
}
