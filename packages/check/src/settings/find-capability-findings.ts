import type { PromptVersion, Provider } from "@promptrail/core";
import { findMissingCapabilities } from "@promptrail/core/provider-kit";
import type { Finding } from "../findings/finding.js";
import { judgeIgnored, type SettingsConfig } from "./judge-ignored.js";

/**
 * What a version asks for and one of its providers cannot do at all, its fallbacks' among them: tools, an output schema,
 * caching. What is archived is never asked for again.
 */
export function findCapabilityFindings(config: SettingsConfig): readonly Finding[] {
  const { prompts, providers } = config;
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return prompts
    .filter(({ status }) => status !== "archived")
    .flatMap((prompt) =>
      listProviders(prompt)
        .flatMap((id) => byId.get(id) ?? [])
        .flatMap((provider) => findMissing(prompt, provider, config)),
    );
}

function listProviders({ content }: PromptVersion): readonly string[] {
  return [...new Set([content, ...content.fallbacks].map(({ provider }) => provider))];
}

function findMissing(
  { key, family, status, content }: PromptVersion,
  { id, capabilities }: Provider,
  config: SettingsConfig,
): readonly Finding[] {
  const { messages, tools, output } = content;
  const asked = {
    tools: tools.length > 0,
    output: output !== null,
    cache: messages.some(({ cache }) => cache !== undefined),
  };
  const { severity, consequence } = judgeIgnored(config, { family, status });
  return findMissingCapabilities(asked, capabilities).map(({ what }) => ({
    severity,
    code: "setting_ignored",
    message: `${key} ${what}, which the provider "${id}" does not support. ${consequence} Leave it out of the next version, or use another provider.`,
  }));
}
