import type { PromptVersion } from "@promptrail/core";
import type { Finding } from "../findings/finding.js";

/** What a text begins with that is still to be written. */
export const unwrittenText = "TODO:";

/** Whether a text is only a note that it has to be written: `TODO: why this version exists.` */
export function isUnwritten(text: string): boolean {
  return /^\s*TODO\b/u.test(text);
}

/**
 * Versions whose changelog or whose texts are still to be written. A text of a version that is registered can never
 * change, so that only a changelog is an error.
 */
export function findUnwritten(prompts: readonly PromptVersion[]): readonly Finding[] {
  return prompts.flatMap((prompt) => [
    ...findUnwrittenChangelog(prompt),
    ...findUnwrittenTexts(prompt),
  ]);
}

function findUnwrittenChangelog({ key, changelog }: PromptVersion): readonly Finding[] {
  if (changelog === null || !isUnwritten(changelog)) return [];
  return [
    {
      severity: "error",
      code: "changelog_unwritten",
      message: `${key} has a changelog that is still to be written: it begins with TODO. Write why this version exists.`,
    },
  ];
}

function findUnwrittenTexts({ key, content }: PromptVersion): readonly Finding[] {
  return content.messages
    .filter(({ template }) => template.trimStart().startsWith(unwrittenText))
    .map(({ role }) => ({
      severity: "warning",
      code: "text_unwritten",
      message: `${key} has a ${role} message that is still to be written: it begins with "${unwrittenText}". Write what the model receives.`,
    }));
}
