import {
  type PromptrailConfig,
  PromptrailError,
  type PromptVersion,
  type Provider,
} from "@promptrail/core";
import { describeIssues } from "@promptrail/core/portable";
import { type Finding, toFinding } from "../findings/finding.js";

type ModelConfig = Pick<PromptrailConfig, "prompts" | "providers">;

/** Settings that a version's provider does not take, and models of which it knows nothing. */
export async function findModelFindings(config: ModelConfig): Promise<readonly Finding[]> {
  const options = await findOptionProblems(config);
  return [...options.map(toFinding), ...findUnknownModels(config)];
}

async function findOptionProblems({
  prompts,
  providers,
}: ModelConfig): Promise<readonly PromptrailError[]> {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const problems = await Promise.all(
    prompts.map((prompt) => findOptionProblem(prompt, byId.get(prompt.content.provider))),
  );
  return problems.filter((problem) => problem !== null);
}

async function findOptionProblem(
  { key, content }: PromptVersion,
  provider: Provider | undefined,
): Promise<PromptrailError | null> {
  if (provider === undefined) return null;
  const result = await provider.optionsSchema["~standard"].validate(content.providerOptions);
  if (result.issues === undefined) return null;
  return new PromptrailError(
    "invalid_definition",
    `${key} has providerOptions that "${provider.id}" does not take: ${describeIssues(result.issues)}.`,
    { prompt: key },
  );
}

function findUnknownModels({ prompts, providers }: ModelConfig): readonly Finding[] {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return prompts
    .filter(({ content }) => {
      const provider = byId.get(content.provider);
      return provider !== undefined && provider.models[content.model] === undefined;
    })
    .map(({ key, content }) => ({
      severity: "warning",
      code: "unknown_model",
      message: `${key} runs on "${content.model}", of which "${content.provider}" knows neither limits nor prices: costs will be unknown.`,
    }));
}
