import type { PromptrailConfig, PromptVersion } from "@promptrail/core";
import { isStrict } from "@promptrail/core/lifecycle";
import type { FindingSeverity } from "../findings/finding.js";
import { isUpcoming } from "./list-routes.js";

/** What decides how bad it is that a setting cannot be taken. */
export type SettingsConfig = Pick<
  PromptrailConfig,
  "prompts" | "providers" | "families" | "strictSettings"
>;

/** How bad it is that a version asks for what its model cannot take, and what comes of it. */
export function judgeIgnored(
  config: SettingsConfig,
  version: Pick<PromptVersion, "family" | "status">,
): { readonly severity: FindingSeverity; readonly consequence: string } {
  if (!isStrict(config, version.family)) {
    return { severity: "warning", consequence: "It is not sent, and each call has a warning." };
  }
  return {
    // A version that was replaced cannot be mended any more.
    severity: isUpcoming(version) ? "error" : "warning",
    consequence: "Under strictSettings each call fails, and nothing is sent.",
  };
}
