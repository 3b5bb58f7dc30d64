import { type PromptVersion, type Renderer, TemplateError } from "@promptrail/core";
import {
  describeInput,
  findVersionNeeds,
  type TemplateVariable,
  templateName,
  type VersionNeeds,
} from "@promptrail/core/lifecycle";

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
