import type { PromptrailConfig, PromptVersion, Provider } from "@promptrail/core";
import { describeIssues } from "@promptrail/core/portable";
import type { ModelData, ModelSettingName } from "@promptrail/core/provider-kit";
import type { Finding } from "../findings/finding.js";

/** What a version asks of one model: of its own, or of a fallback. */
type Route = Pick<PromptVersion["content"], "provider" | "model" | "settings" | "providerOptions">;

/**
 * Settings that a version's models or providers do not take, and models of which nothing is known, its fallbacks'
 * among them. What is archived is never asked for again.
 */
export async function findModelFindings({
  prompts,
  providers,
}: Pick<PromptrailConfig, "prompts" | "providers">): Promise<readonly Finding[]> {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const asked = prompts
    .filter(({ status }) => status !== "archived")
    .flatMap(({ key, content }) =>
      [content, ...content.fallbacks].map((route) => ({ key, route })),
    );
  const findings = asked.map(async ({ key, route }) => {
    const provider = byId.get(route.provider);
    // A provider that is not in the config is a problem of its own.
    return provider === undefined ? [] : checkRoute(key, route, provider);
  });
  return (await Promise.all(findings)).flat();
}

async function checkRoute(
  key: string,
  route: Route,
  provider: Provider,
): Promise<readonly Finding[]> {
  const result = await provider.optionsSchema["~standard"].validate(route.providerOptions);
  const model = provider.models[route.model];
  return [
    ...(result.issues === undefined
      ? []
      : [refusedOptions(key, provider.id, describeIssues(result.issues))]),
    ...(model === undefined ? [unknownModel(key, route)] : checkSettings(key, route, model)),
  ];
}

/** The settings that a version may leave out. */
const optionalSettings: readonly ModelSettingName[] = ["temperature", "topP", "stopSequences"];

function checkSettings(
  key: string,
  { model, provider, settings }: Route,
  data: ModelData,
): readonly Finding[] {
  const named = `the model "${model}" of "${provider}"`;
  const ignored = optionalSettings.filter(
    (name) => settings[name] !== undefined && !data.settings.includes(name),
  );
  const { maxTokens } = settings;
  const findings: Finding[] = [];
  if (ignored.length > 0) {
    findings.push({
      severity: "warning",
      code: "setting_ignored",
      message: `${key} sets ${ignored.join(" and ")}, which ${named} does not take: it is not sent, and each call has a warning. Leave it out of the next version, or take another model.`,
    });
  }
  if (maxTokens > data.maxOutput) {
    findings.push({
      severity: "warning",
      code: "too_many_tokens",
      message: `${key} lets an answer have ${maxTokens} tokens, and ${named} writes ${data.maxOutput} at most: the vendor may refuse each call. Lower maxTokens in the next version, or take another model.`,
    });
  }
  return findings;
}

function refusedOptions(key: string, provider: string, issues: string): Finding {
  return {
    severity: "error",
    code: "invalid_definition",
    message: `${key} has providerOptions that "${provider}" does not take: ${issues}.`,
  };
}

function unknownModel(key: string, { model, provider }: Route): Finding {
  return {
    severity: "warning",
    code: "unknown_model",
    message: `${key} runs on "${model}", of which "${provider}" knows neither limits nor prices: costs will be unknown.`,
  };
}
