import type { PromptContent } from "@promptrail/core";

/** A version's content as text: what `show` prints and `diff` compares, line by line. */
export async function describeContent(content: PromptContent): Promise<string> {
  // Loaded here, since two commands of all use it.
  const { stringify } = await import("yaml");
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
    functions = [],
    partials = {},
    template = {},
  } = content;
  const head = {
    provider,
    model,
    ...settings,
    ...(isEmpty(providerOptions) ? {} : { providerOptions }),
    ...(fallbacks.length === 0 ? {} : { fallbacks }),
    ...(tools.length === 0 ? {} : { tools }),
    ...(filters.length === 0 ? {} : { filters }),
    ...(functions.length === 0 ? {} : { functions }),
    ...(isEmpty(template) ? {} : { template }),
    ...(output === null ? {} : { output }),
  };
  const texts = [
    ...messages.map((message) => ({ title: message.role, text: message.template })),
    ...Object.entries(partials).map(([name, text]) => ({ title: `partial ${name}`, text })),
    // Where the last line end counts, a difference in it must be seen.
  ].map(
    ({ title, text }) => `--- ${title}\n${template.keepTrailingNewline ? text : text.trimEnd()}\n`,
  );
  return [stringify(head), ...texts].join("\n");
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
