import type { PromptVersion } from "@promptrail/core";
import { hashContent } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import type { NamedModel } from "@promptrail/evals/run";
import type { ServableVersion } from "@promptrail/runtime";

interface VersionsOnModelsSettings {
  readonly version: ServableVersion;
  /** The version's own first. */
  readonly models: readonly NamedModel[];
  /** What the code declares: the team's filters and functions are found there. */
  readonly prompts: readonly PromptVersion[];
}

/**
 * One version on each model: the same texts and settings, so that only the model differs. The first is the version itself, the others
 * are drafts that stand nowhere else. Options under one vendor's names are left out for another vendor.
 */
export function putOnModels({
  version,
  models,
  prompts,
}: VersionsOnModelsSettings): readonly PromptVersion[] {
  const { family, content } = version;
  return models.map(({ provider, model }, at): PromptVersion => {
    const number = version.version + at;
    const providerOptions = provider === content.provider ? content.providerOptions : {};
    const own = { ...content, provider, model, providerOptions };
    return {
      family,
      version: number,
      key: versionKey(family, number),
      status: at === 0 ? "active" : "draft",
      changelog: `On ${provider}/${model}.`,
      content: own,
      contentHash: hashContent(own),
      input: version.input,
      output: version.output,
      toolInputs: version.toolInputs,
      filters: content.filters.flatMap(({ name, version: asked }) => {
        const found = prompts
          .flatMap((prompt) => prompt.filters)
          .find((filter) => filter.name === name && filter.version === asked);
        return found ?? [];
      }),
      functions: (content.functions ?? []).flatMap(({ name, version: asked }) => {
        const found = prompts
          .flatMap((prompt) => prompt.functions)
          .find((own) => own.name === name && own.version === asked);
        return found ?? [];
      }),
    };
  });
}
