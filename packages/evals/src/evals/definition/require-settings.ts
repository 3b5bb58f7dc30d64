import { PromptrailError } from "@promptrail/core";
import { requireFields, type SettingRule } from "../../settings/require-fields.js";

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
): void {
  requireFields(settings, { rules, refuse: (reason) => refuseSettings(check, reason) });
}
