import { type PromptrailConfig, PromptrailError, type Provider } from "@promptrail/core";
import { isStrict } from "@promptrail/core/lifecycle";
import {
  findMissingCapabilities,
  isObjectSchema,
  type ModelData,
} from "@promptrail/core/provider-kit";
import type { NamedModel } from "@promptrail/evals/run";
import type { ServableVersion } from "@promptrail/runtime";
import { formatModel } from "./name-models.js";

interface FindUnfittingSettings {
  readonly version: ServableVersion;
  readonly models: readonly NamedModel[];
  readonly config: PromptrailConfig;
}

/**
 * What a version sets and a model leaves out, a line each, by the setting's name: known before anybody is asked.
 *
 * @throws PromptrailError `setting_refused` for what a model cannot do at all, which would be measured as its quality: tools, an
 * output schema, that many tokens; and for any of it where the family has strict settings.
 */
export function findUnfitting(settings: FindUnfittingSettings): readonly string[] {
  const { version, models, config } = settings;
  const found = models.map((model) => inspect(version, model, config));
  const refusals = found.flatMap(({ refused }) => refused);
  const ignored = found.flatMap((each) => each.ignored);
  const strict = isStrict(config, version.family) ? ignored : [];
  if (refusals.length + strict.length > 0) {
    const why = strict.length > 0 ? " The config has strictSettings, so nothing is left out." : "";
    throw new PromptrailError(
      "setting_refused",
      `${version.key} does not fit a model of --models, so nothing was run. ${[...refusals, ...strict].join(" ")}${why} Leave the model out, or try it in a version that fits it.`,
      { prompt: version.key, models: models.map(formatModel) },
    );
  }
  return [...ignored, ...found.flatMap(({ notes }) => notes)];
}

interface Inspected {
  readonly refused: readonly string[];
  readonly ignored: readonly string[];
  readonly notes: readonly string[];
}

const optionalSettings = ["temperature", "topP", "stopSequences"] as const;

function inspect(
  { content }: ServableVersion,
  named: NamedModel,
  { providers }: PromptrailConfig,
): Inspected {
  const provider = providers.find(({ id }) => id === named.provider);
  if (provider === undefined) return { refused: [], ignored: [], notes: [] };
  const data = Object.hasOwn(provider.models, named.model)
    ? provider.models[named.model]
    : undefined;
  const isOther = named.provider !== content.provider;
  const asked = { content, name: formatModel(named), named, provider, data, isOther };
  return { refused: listRefused(asked), ignored: listIgnored(asked), notes: listNotes(asked) };
}

interface AskedModel {
  readonly content: ServableVersion["content"];
  readonly name: string;
  readonly named: NamedModel;
  readonly provider: Provider;
  /** Undefined where its provider does not know the model. */
  readonly data: ModelData | undefined;
  /** Whether its provider is another one than the version's. */
  readonly isOther: boolean;
}

function listMissing({ content: { messages, tools, output }, provider }: AskedModel) {
  const cache = messages.some((message) => message.cache !== undefined);
  const asked = { tools: tools.length > 0, output: output !== null, cache };
  return findMissingCapabilities(asked, provider.capabilities);
}

function listRefused(asked: AskedModel): readonly string[] {
  const { content, name, provider, data } = asked;
  const { settings, output } = content;
  const needsObject = output !== null && provider.capabilities.outputRoot === "object";
  const most = data?.maxOutput ?? Number.POSITIVE_INFINITY;
  return [
    ...listMissing(asked)
      .filter(({ setting }) => setting !== "cache")
      .map(({ setting, what }) => `${setting}: the version ${what}, which ${name} cannot do.`),
    ...(needsObject && !isObjectSchema(output.schema)
      ? [`output: ${name} takes only a schema with an object at its root.`]
      : []),
    ...(settings.maxTokens > most
      ? [`maxTokens: it is ${settings.maxTokens}, and ${name} writes at most ${most} tokens.`]
      : []),
  ];
}

function listIgnored(asked: AskedModel): readonly string[] {
  const { content, name, named, provider, data, isOther } = asked;
  const { settings } = content;
  const lost: readonly string[] = optionalSettings.filter(
    (each) => settings[each] !== undefined && data?.settings.includes(each) === false,
  );
  const options = isOther ? {} : content.providerOptions;
  return [
    ...lost.map((setting) => `${setting}: ${name} does not take it.`),
    ...findIgnored(provider, { named, settings, options })
      .filter(({ setting }) => !lost.includes(setting))
      .map(({ setting, reason }) => `${setting}: ${name}: ${reason}`),
    ...(listMissing(asked).some(({ setting }) => setting === "cache")
      ? [`cache: ${name} does not support it.`]
      : []),
  ];
}

function listNotes({ content, name, data, isOther }: AskedModel): readonly string[] {
  const options = isOther ? Object.keys(content.providerOptions) : [];
  return [
    ...options.map((each) => `providerOptions.${each}: ${name} has options of its own.`),
    ...(data === undefined
      ? [`${name} is not known to its provider: its cost is unknown. Check the name.`]
      : []),
  ];
}

interface SentSettings {
  readonly named: NamedModel;
  readonly settings: ServableVersion["content"]["settings"];
  readonly options: ServableVersion["content"]["providerOptions"];
}

function findIgnored(provider: Provider, { named, settings, options }: SentSettings) {
  // A provider that is written in JavaScript may be older than this member.
  const port: Partial<Pick<Provider, "findIgnored">> = provider;
  return port.findIgnored?.({ model: named.model, settings, vendorOptions: options }) ?? [];
}
