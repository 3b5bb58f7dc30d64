import type { PromptContent } from "@promptrail/core";
import { stringify } from "yaml";

/** A version's content as text: what `show` prints and `diff` compares, line by line. */
export function describeContent(content: PromptContent): string {
  const {
    messages,
    provider,
    model,
    settings,
    providerOptions,
    fallbacks,
    tools,
    output,
    filters,
  } = content;
  const head = {
    provider,
    model,
    ...settings,
    ...(isEmpty(providerOptions) ? {} : { providerOptions }),
    ...(fallbacks.length === 0 ? {} : { fallbacks }),
    ...(tools.length === 0 ? {} : { tools }),
    ...(filters.length === 0 ? {} : { filters }),
    ...(output === null ? {} : { output }),
  };
  const texts = messages.map(({ role, template }) => `--- ${role}\n${template.trimEnd()}\n`);
  return [stringify(head), ...texts].join("\n");
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
