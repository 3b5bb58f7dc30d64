import { TemplateError } from "../../errors/template-error.js";
import type { Renderer } from "../../ports/renderer.js";
import { describeInput } from "../../prompt/describe-input.js";
import type { PromptVersion } from "../../prompt/prompt-version.js";
import type { TemplateVariable } from "../../template/template-variable.js";
import { templateName } from "../templates/template-name.js";
import { findVersionNeeds, type VersionNeeds } from "./find-version-needs.js";

/** What a declared version needs. Of a template that does not compile, nothing is known. */
export function findDeclaredNeeds(
  { key, content, filters, input }: PromptVersion,
  renderer: Renderer,
): VersionNeeds {
  const read = content.messages.map(({ role, template }, index) => {
    const name = templateName(key, role, index);
    return findVariables(() => renderer.compile(template, { name, filters }).variables);
  });
  return findVersionNeeds(input === null ? null : describeInput(input), read.flat());
}

function findVariables(read: () => readonly TemplateVariable[]): readonly TemplateVariable[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}
