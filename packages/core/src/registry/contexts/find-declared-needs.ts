import { TemplateError } from "../../errors/template-error.js";
import type { Renderer } from "../../ports/renderer.js";
import { describeInput } from "../../prompt/describe-input.js";
import type { PromptVersion } from "../../prompt/prompt-version.js";
import type { TemplateVariable } from "../../template/template-variable.js";
import { compileMessage } from "../templates/compile-message.js";
import { findVersionNeeds, type VersionNeeds } from "./find-version-needs.js";

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
