import { findPromptrail } from "./find-promptrail.ts";
import type { NamedPage } from "./list-pages.ts";
import { listShellTexts } from "./list-shell-texts.ts";
import { parseShell } from "./parse-shell.ts";
import { tryCommandLine } from "./try-command-line.ts";

/** What the command would refuse of a page: whole lines of its blocks, and of its sentences what they name. */
export function findCommandFaults(page: NamedPage): readonly string[] {
  const lines = listShellTexts(page).flatMap(({ place, text }) =>
    findLines(text).map((words) => ({ place, words, fault: tryCommandLine(words) })),
  );
  const named = page.codes.flatMap(({ text, line }) =>
    findLines(text).map((words) => {
      const fault = tryCommandLine(words);
      // A sentence may name a command without its arguments.
      return { place: `${page.path}:${line}`, words, fault: fault?.isIncomplete ? null : fault };
    }),
  );
  return [...lines, ...named].flatMap(({ place, words, fault }) =>
    fault === null ? [] : [`${place}: promptrail ${words.join(" ")}: ${fault.message}`],
  );
}

function findLines(text: string): readonly (readonly string[])[] {
  return parseShell(text).flatMap((command) => {
    const words = findPromptrail(command);
    return words === null ? [] : [words];
  });
}
