import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check, Finding } from "../finding.ts";
import { listMessages, withoutFilled } from "./find-messages.ts";
import { replacements } from "./replacements.ts";

const page = "tooling/handbook/words/messages.md";

/** Words in messages that their readers may not understand, and whether the handbook has the same table of them. */
export const checkMessages: Check = (root) => [
  ...listMessages(root).flatMap(({ place, text }) =>
    replacements.flatMap(({ pattern, instead }): readonly Finding[] => {
      const found = withoutFilled(text).match(pattern);
      if (found === null) return [];
      return [
        {
          rule: `A message uses common words and the terms of the field (${page})`,
          place,
          fix: `"${found[0]}": write "${instead}".`,
        },
      ];
    }),
  ),
  ...findMissingRows(root),
];

function findMissingRows(root: string): readonly Finding[] {
  const file = join(root, page);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const rows = text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const has = (not: string, instead: string) =>
    rows.some((cells) => cells[1] === not && cells[2] === instead);
  return replacements
    .filter(({ not, instead }) => !has(not, instead))
    .map(({ not, instead }) => ({
      rule: "The handbook shows the words that the check refuses",
      place: page,
      fix: `Add the row: | ${not} | ${instead} |`,
    }));
}
