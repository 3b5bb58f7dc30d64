import {
  type Completion,
  describeLostDigits,
  findLostDigits,
  type ProviderWarning,
  readJson,
} from "@promptrail/core";
import type { ServableVersion } from "../../catalog/servable-version.js";

/** A warning that names the number of an answer that JavaScript cannot keep; null where there is none. */
export function findLostAnswer(
  version: ServableVersion,
  { outcome, text, toolCalls }: Completion,
): ProviderWarning | null {
  if (outcome !== "ok" && outcome !== "tool_use") return null;
  const output = version.content.output === null ? undefined : readJson(text);
  if (outcome === "ok" && output?.lost != null) return warn("output", output.lost);
  for (const { name, input } of toolCalls) {
    // The vendor's SDK may have read it already: how it was written is no longer known.
    const lost = findLostDigits(input);
    if (lost !== null) return warn("tools", [name, ...lost]);
  }
  return null;
}

function warn(setting: string, lost: readonly PropertyKey[]): ProviderWarning {
  return { setting, reason: `The answer cannot be read: ${describeLostDigits(lost)}.` };
}
