import type { InputSchema, PromptrailConfig } from "@promptrail/core";

/** The input schema of the active version that the code declares, else of its newest version; undefined for none. */
export function findInputSchema(
  { prompts }: Pick<PromptrailConfig, "prompts">,
  family: string,
): InputSchema | undefined {
  const versions = prompts
    .filter((prompt) => prompt.family === family)
    .toSorted((one, other) => other.version - one.version);
  const active = versions.find(({ status }) => status === "active");
  return (active ?? versions[0])?.input ?? undefined;
}
