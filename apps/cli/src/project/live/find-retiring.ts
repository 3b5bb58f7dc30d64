import { type Finding, findRetirementFindings, findRetirements } from "@promptrail/check";
import type { PromptrailConfig, Status } from "@promptrail/core";
import type { Snapshot } from "@promptrail/core/lifecycle";

/** A version that calls reach, whatever the code declares of it. */
interface LiveVersion {
  readonly family: string;
  readonly version: number;
  readonly status: Extract<Status, "active" | "shadow">;
}

/** Warnings for live versions whose model is retired, or will be within 30 days; of versions that the code has. */
export function findRetiring(
  { prompts, providers }: Pick<PromptrailConfig, "prompts" | "providers">,
  live: readonly LiveVersion[],
  now: Date,
): readonly Finding[] {
  const called = live.flatMap(({ family, version, status }) =>
    prompts
      .filter((prompt) => prompt.family === family && prompt.version === version)
      .map((prompt) => ({ ...prompt, status })),
  );
  return findRetirementFindings(findRetirements(called, providers, now), { base: null });
}

/** The active version of each family, and the one that runs in parallel with it. */
export function listLive({ families }: Snapshot): readonly LiveVersion[] {
  return families.flatMap(({ family, activeVersion, shadow }) => [
    { family, version: activeVersion, status: "active" as const },
    ...(shadow === null ? [] : [{ family, version: shadow.version, status: "shadow" as const }]),
  ]);
}
