import { type PromptVersion, type Renderer, TemplateError } from "@promptrail/core";
import {
  compileMessage,
  describeInput,
  findVersionNeeds,
  type TemplateVariable,
  type VersionNeeds,
} from "@promptrail/core/lifecycle";

/** What a declared version needs. Of a template that does not compile, nothing is known. */
export function findDeclaredNeeds(version: PromptVersion, renderer: Renderer): VersionNeeds {
  const { content, input } = version;
  const read = content.messages.map((_, index) =>
    findVariables(() => compileMessage(renderer, version, index).variables),
  );
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
