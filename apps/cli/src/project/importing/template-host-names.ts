/** The frameworks whose templates can be imported; what each of them sets is in `template-hosts.ts`. */
export const templateHostNames = [
  "jinja2",
  "haystack",
  "langchain",
  "promptflow",
  "transformers",
] as const;

export type TemplateHostName = (typeof templateHostNames)[number];
