import { parseSync, Visitor } from "oxc-parser";
import type { Check, Finding } from "../finding.ts";
import { rememberFiles } from "../repository/remember-files.ts";
import { isTypeScript, listRepositoryFiles, placeOf } from "../repository/repository-files.ts";

const anyRule = "No value has the type `any`";
const castRule = "No value is cast through `unknown`";
const silenceRule = "No type error is silenced";

/** `any`, `as unknown as` and comments that silence the compiler, outside of strings. */
export const checkUnsafeTyping: Check = (root) =>
  ["packages", "apps", "tooling"].flatMap((folder) =>
    listRepositoryFiles(root, folder)
      .filter(isTypeScript)
      .flatMap(({ path, text }) => checkText(path, text())),
  );

const checkText = rememberFiles((path, text): readonly Finding[] => {
  const { program, comments } = parseSync(path, text);
  const findings: Finding[] = [];
  const add = (offset: number, rule: string, fix: string): void => {
    findings.push({ rule, place: placeOf(path, text, offset), fix });
  };
  new Visitor({
    TSAnyKeyword: ({ start }) =>
      add(start, anyRule, "Use `unknown` and parse it, or name the type that it has."),
    TSAsExpression: ({ start, expression }) => {
      if (expression.type !== "TSAsExpression") return;
      if (expression.typeAnnotation.type !== "TSUnknownKeyword") return;
      add(start, castRule, "Parse the value, or ask only for the slice of the type that is used.");
    },
  }).visit(program);
  for (const { value, start } of comments) {
    // `@ts-expect-error` stays: in a type's test it asserts that something does not compile.
    if (!/^\s*\*?\s*@ts-(ignore|nocheck)\b/.test(value)) continue;
    add(start, silenceRule, "Mend the type error that the comment hides.");
  }
  return findings;
});
