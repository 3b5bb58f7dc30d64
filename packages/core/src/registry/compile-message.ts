import type { CompiledTemplate, Renderer } from "../ports/renderer.js";
import type { PromptVersion } from "../prompt/prompt-version.js";
import { templateName } from "../template/template-name.js";

/** What a version's templates are compiled with. */
export type TemplateSource = Pick<PromptVersion, "key" | "content" | "filters" | "functions">;

/** Compiles one message of a version. Throws TemplateError of kind `syntax` or `limit`. */
export function compileMessage(
  renderer: Renderer,
  { key, content, filters, functions }: TemplateSource,
  index: number,
): CompiledTemplate {
  const { role = "", template = "" } = content.messages[index] ?? {};
  const { partials, template: settings } = content;
  const name = templateName(key, role, index);
  return renderer.compile(template, { name, filters, functions, partials, settings });
}
