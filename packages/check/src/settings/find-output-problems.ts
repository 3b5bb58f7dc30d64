import {
  type PromptrailConfig,
  PromptrailError,
  type PromptVersion,
  type Provider,
} from "@promptrail/core";
import { isObjectSchema } from "@promptrail/core/provider-kit";

/**
 * Output schemas that a version's providers cannot be asked for, its fallbacks' among them. What is
 * archived is never asked for again.
 */
export function findOutputProblems({
  prompts,
  providers,
}: PromptrailConfig): readonly PromptrailError[] {
  const limited = new Map(
    providers
      .filter(({ capabilities }) => capabilities.outputRoot === "object")
      .map((provider) => [provider.id, provider]),
  );
  return prompts
    .filter(({ status }) => status !== "archived")
    .filter(({ content }) => content.output !== null && !isObjectSchema(content.output.schema))
    .flatMap((prompt) => findAsked(prompt, limited).map((provider) => refuse(prompt, provider)));
}

function findAsked(
  { content }: PromptVersion,
  providers: ReadonlyMap<string, Provider>,
): readonly Provider[] {
  const ids = [content.provider, ...content.fallbacks.map(({ provider }) => provider)];
  return [...new Set(ids)].flatMap((id) => providers.get(id) ?? []);
}

function refuse({ key }: PromptVersion, provider: Provider): PromptrailError {
  return new PromptrailError(
    "invalid_definition",
    `${key} has an output schema whose root is no object, and "${provider.id}" takes nothing else: put the list, union or value into a field, as in z.object({ answer: … }). A version that is registered already can be archived.`,
    { prompt: key },
  );
}
