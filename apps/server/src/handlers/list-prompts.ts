import type { Status } from "@promptrail/core";
import type { FamilyState } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import type { ListedPrompt, ListedVersion } from "@promptrail/http-api";
import type { PromptReader } from "@promptrail/runtime";

/** Every family with the versions that are declared or were active. No I/O. */
export function listPrompts(promptrail: PromptReader): readonly ListedPrompt[] {
  return promptrail.status().families.map(({ family, activeVersion, state }) => ({
    family,
    activeVersion,
    versions: listVersions(state).map((version) => toListedVersion(promptrail, state, version)),
  }));
}

function listVersions({ declared, activatedVersions }: FamilyState): readonly number[] {
  const versions = new Set([...Object.keys(declared.statuses).map(Number), ...activatedVersions]);
  return [...versions].sort((left, right) => left - right);
}

function toListedVersion(
  promptrail: PromptReader,
  state: FamilyState,
  version: number,
): ListedVersion {
  const { family } = state;
  const { registry } = promptrail;
  const declared = registry.has(family, version) ? registry.find(family, version) : null;
  return {
    version,
    key: versionKey(family, version),
    status: toLiveStatus(state, version),
    contentHash: declared?.contentHash ?? null,
    provider: declared?.content.provider ?? null,
    model: declared?.content.model ?? null,
    changelog: declared?.changelog ?? null,
  };
}

/** What a version is here and now: the pointer decides, then what was decided, then what is declared. */
export function toLiveStatus(state: FamilyState, version: number): Status {
  const declared = state.declared.statuses[version] ?? "draft";
  if (version === state.activeVersion) return "active";
  if (state.archivedVersions.includes(version)) return "archived";
  if (version === state.shadow?.version) return "shadow";
  if (state.activatedVersions.includes(version)) return "deprecated";
  return declared === "active" || declared === "shadow" ? "draft" : declared;
}
