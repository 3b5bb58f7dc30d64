import type { Check } from "../finding.ts";
import { isTypeScript, listRepositoryFiles, placeOf } from "../repository/repository-files.ts";

/** A command's terminal, and the line that a library writes where it is given nobody to tell. */
const writers = new Set([
  "apps/cli/src/terminal.ts",
  "packages/runtime/src/problems/write-problem.ts",
]);

const write =
  /\bconsole\s*\.|\bprocess\s*\.\s*std(?:out|err)\b|\bstd(?:out|err)\b[^;=]*=\s*process\b/g;

/** Texts come from models, vendors and people: one place makes the controls in them visible. */
export const checkTerminalWrites: Check = (root) =>
  listRepositoryFiles(root)
    .filter(({ path }) => /^(?:packages\/[^/]+|apps\/(?:cli|server))\/src\//.test(path))
    .filter(({ path }) => !path.endsWith(".test.ts") && !writers.has(path))
    .filter(isTypeScript)
    .flatMap(({ path, text }) => {
      const content = text();
      return [...content.matchAll(write)].map(({ index }) => ({
        rule: "One place writes to the terminal",
        place: placeOf(path, content, index),
        fix: "Write by the command's `Terminal`, or by `writeProblem` of @promptrail/runtime: they show control codes instead of sending them.",
      }));
    });
