import type { NamedPage } from "../list-pages.ts";
import { listShellTexts } from "../list-shell-texts.ts";
import { parseShell } from "../parse-shell.ts";
import { isUsed } from "./is-used.ts";
import { isKnownVariable } from "./known-variables.ts";

/** Names that can only be ours or a vendor's. */
const ours = /^(?:PROMPTRAIL|DATABASE|ANTHROPIC|OPENAI|DEEPSEEK)_[A-Z0-9_]+$/;

/**
 * The variables of a page that nobody reads: those that its shell lines set, unless the page itself uses them, and those
 * that its sentences name.
 */
export function findVariableFaults(page: NamedPage): readonly string[] {
  const used = page.blocks.map(({ text }) => text).join("\n");
  const set = listShellTexts(page).flatMap(({ place, text }) =>
    parseShell(text).flatMap(({ variables }) => variables.map((name) => ({ place, name }))),
  );
  const named = page.codes
    .map(({ text, line }) => ({ place: `${page.path}:${line}`, name: text.split("=")[0] ?? "" }))
    .filter(({ name }) => ours.test(name));
  return [...set.filter(({ name }) => !isUsed(used, name)), ...named]
    .filter(({ name }) => !isKnownVariable(name))
    .map(({ place, name }) => `${place}: nothing reads ${name}`);
}
