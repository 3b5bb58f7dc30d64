import type { Provider } from "@promptrail/core";
import { describeIssues } from "@promptrail/core/portable";
import type { ModelData, ModelSettingName } from "@promptrail/core/provider-kit";
import type { Finding } from "../findings/finding.js";
import { judgeIgnored, type SettingsConfig } from "./judge-ignored.js";
import { findModelData, isUpcoming, listRoutes, type Route } from "./list-routes.js";

/**
 * Settings that a version's models or providers do not take, and models of which nothing is known, its fallbacks'
 * among them. What is archived is never asked for again.
 */
export async function findModelFindings(config: SettingsConfig): Promise<readonly Finding[]> {
  const { prompts, providers } = config;
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const asked = prompts.filter(({ status }) => status !== "archived").flatMap(listRoutes);
  const findings = asked.map(async (route) => {
    const provider = byId.get(route.provider);
    // A provider that is not in the config is a problem of its own.
    return provider === undefined ? [] : checkRoute(route, provider, config);
  });
  return (await Promise.all(findings)).flat();
}

async function checkRoute(
  route: Route,
  provider: Provider,
  config: SettingsConfig,
): Promise<readonly Finding[]> {
  const ignored = judgeIgnored(config, route);
  const result = await provider.optionsSchema["~standard"].validate(route.providerOptions);
  const model = findModelData(provider, route.model);
  return [
    ...(result.issues === undefined
      ? findIgnored(route, provider, { model, ignored })
      : [refusedOptions(route, describeIssues(result.issues))]),
    ...(model === undefined ? [unknownModel(route)] : checkSettings(route, model, ignored)),
  ];
}

type Judgement = ReturnType<typeof judgeIgnored>;

/** What the provider leaves out for another reason than its model's data: a value, another setting, an option. */
function findIgnored(
  { key, model, settings, providerOptions: vendorOptions }: Route,
  provider: Provider,
  known: { readonly model: ModelData | undefined; readonly ignored: Judgement },
): readonly Finding[] {
  // A provider that is written in JavaScript may be older than this member.
  const port: Partial<Pick<Provider, "findIgnored">> = provider;
  const found = port.findIgnored?.({ model, settings, vendorOptions }) ?? [];
  return found
    .filter(({ setting }) => known.model?.settings.some((taken) => taken === setting) ?? true)
    .map(({ setting, reason }) => ({
      severity: known.ignored.severity,
      code: "setting_ignored",
      message: `${key} sets ${setting} for the model "${model}" of "${provider.id}": ${reason} ${known.ignored.consequence} Leave it out of the next version, or change it.`,
    }));
}

/** The settings that a version may leave out. */
const optionalSettings: readonly ModelSettingName[] = ["temperature", "topP", "stopSequences"];

function checkSettings(
  route: Route,
  data: ModelData,
  { severity, consequence }: Judgement,
): readonly Finding[] {
  const { key, model, provider, settings } = route;
  const named = `the model "${model}" of "${provider}"`;
  const ignored = optionalSettings.filter(
    (name) => settings[name] !== undefined && !data.settings.includes(name),
  );
  const { maxTokens } = settings;
  const findings: Finding[] = [];
  if (ignored.length > 0) {
    findings.push({
      severity,
      code: "setting_ignored",
      message: `${key} sets ${ignored.join(" and ")}, which ${named} does not support. ${consequence} Leave it out of the next version, or use another model.`,
    });
  }
  if (maxTokens > data.maxOutput) {
    findings.push({
      // Of a version that was replaced, the number cannot be mended any more.
      severity: isUpcoming(route) ? "error" : "warning",
      code: "too_many_tokens",
      message: `${key} sets maxTokens to ${maxTokens}, but ${named} writes at most ${data.maxOutput} tokens, so the vendor may refuse each call. Lower maxTokens in the next version, or use another model.`,
    });
  }
  return findings;
}

function refusedOptions({ key, provider }: Route, issues: string): Finding {
  return {
    severity: "error",
    code: "invalid_definition",
    message: `${key} has providerOptions that the provider "${provider}" does not accept: ${issues}.`,
  };
}

function unknownModel({ key, model, provider }: Route): Finding {
  return {
    severity: "warning",
    code: "unknown_model",
    message: `${key} uses the model "${model}", for which the provider "${provider}" has no limits and no prices, so costs will be unknown. Check the model's name.`,
  };
}
