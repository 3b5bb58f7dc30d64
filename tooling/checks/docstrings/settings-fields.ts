import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Visitor } from "oxc-parser";
import type { Finding } from "../finding.ts";
import { rememberFiles } from "../repository/remember-files.ts";
import { placeOf } from "../repository/repository-files.ts";
import { parseDocumented } from "./doc-comments.ts";

/** Where the settings of `definePrompt`, `defineSuite`, `defineConfig` and `createPromptrail` are declared. */
const settingsFiles: readonly string[] = [
  "packages/core/src/config/promptrail-config.ts",
  "packages/core/src/evals/suite.ts",
  "packages/core/src/prompt/prompt-settings.ts",
  "packages/evals/src/suite/define-suite.ts",
  "packages/runtime/src/promptrail-settings.ts",
];

/** A finding for each field of an exported interface there without docstring. */
export function findUndocumentedSettings(root: string): readonly Finding[] {
  return settingsFiles.flatMap((path) => {
    const file = join(root, path);
    if (existsSync(file)) return findInFile(path, readFileSync(file, "utf8"));
    return [
      {
        rule: "The files of the settings that users write are known",
        place: "tooling/checks/docstrings/settings-fields.ts",
        fix: `${path} does not exist: name the file that declares these settings now.`,
      },
    ];
  });
}

const findInFile = rememberFiles((path, text): readonly Finding[] => {
  const findings: Finding[] = [];
  const { program, hasDoc } = parseDocumented(path, text);
  const require = (field: { start: number; key: { start: number; end: number } }): void => {
    if (hasDoc(field)) return;
    findings.push({
      rule: "A field of the settings that users write has a docstring",
      place: placeOf(path, text, field.start),
      fix: `Say what \`${text.slice(field.key.start, field.key.end)}\` is: its form, its unit, its default.`,
    });
  };
  new Visitor({
    ExportNamedDeclaration: ({ declaration }) => {
      if (declaration?.type !== "TSInterfaceDeclaration") return;
      for (const member of declaration.body.body) {
        if (member.type === "TSPropertySignature" || member.type === "TSMethodSignature") {
          require(member);
        }
      }
    },
  }).visit(program);
  return findings;
});
