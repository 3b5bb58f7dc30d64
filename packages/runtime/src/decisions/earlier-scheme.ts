import type { Status } from "@promptrail/core";
import {
  isHashOfEarlierScheme,
  type RegistrationConflict,
  type Registry,
} from "@promptrail/core/lifecycle";

/** The statuses of versions that no deployment makes live. */
const retired: readonly Status[] = ["deprecated", "archived"];

/**
 * What a version is whose registered hash is not this build's: `edited`; or the same text, registered
 * under an earlier hash scheme: `retired` where the code lets it be, `unbumped` where it could go live.
 */
export function classifyConflict(
  registry: Registry,
  { family, version, registeredHash }: RegistrationConflict,
): "edited" | "unbumped" | "retired" {
  const declared = registry.find(family, version);
  if (!isHashOfEarlierScheme(declared, registeredHash)) return "edited";
  return retired.includes(declared.status) ? "retired" : "unbumped";
}

/** What to do about versions that are `unbumped`, after their names. */
export const howToBump =
  'a version number never changes its content. Declare the same text under new version numbers, give the old ones the status "deprecated" (a draft "archived"), and run `promptrail lock`.';
