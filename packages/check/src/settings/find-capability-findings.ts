import type { PromptrailConfig, PromptVersion, Provider } from "@promptrail/core";
import type { Finding } from "../findings/finding.js";

/**
 * What a version asks for and one of its providers cannot do at all, its fallbacks' among them: tools, an output schema,
 * caching. What is archived is never asked for again.
 */
export function findCapabilityFindings({
  prompts,
  providers,
}: Pick<PromptrailConfig, "prompts" | "providers">): readonly Finding[] {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return prompts
    .filter(({ status }) => status !== "archived")
    .flatMap((prompt) =>
      listProviders(prompt)
        .flatMap((id) => byId.get(id) ?? [])
        .flatMap((provider) => findMissing(prompt, provider)),
    );
}

function listProviders({ content }: PromptVersion): readonly string[] {
  return [...new Set([content, ...content.fallbacks].map(({ provider }) => provider))];
}

function findMissing(
  { key, content }: PromptVersion,
  { id, capabilities }: Provider,
): readonly Finding[] {
  const { messages, tools, output } = content;
  const asked: readonly (readonly [isMissing: boolean, what: string])[] = [
    [tools.length > 0 && !capabilities.tools, "declares tools"],
    [output !== null && capabilities.output === "none", "has an output schema"],
    [
      messages.some(({ cache }) => cache !== undefined) && !capabilities.cacheHints,
      "asks for caching",
    ],
  ];
  return asked
    .filter(([isMissing]) => isMissing)
    .map(([, what]) => ({
      severity: "warning",
      code: "setting_ignored",
      message: `${key} ${what}, which the provider "${id}" does not support. Leave it out of the next version, or use another provider.`,
    }));
}
