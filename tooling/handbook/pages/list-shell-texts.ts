import type { PageBlock } from "../../checks/pages/parse-page.ts";
import type { NamedPage } from "./list-pages.ts";

/** A shell line of a page, or the lines of a block. */
export interface ShellText {
  /** `page:line`. */
  readonly place: string;
  readonly text: string;
}

/** What a reader is to type: of transcripts the lines behind `$`, of scripts all. */
export function listShellTexts({ path, blocks }: NamedPage): readonly ShellText[] {
  return blocks.flatMap((block) =>
    readBlock(block).map(({ at, text }) => ({ place: `${path}:${block.line + at}`, text })),
  );
}

function readBlock({ language, text }: PageBlock): readonly { at: number; text: string }[] {
  if (language === "sh" || language === "bash") return [{ at: 0, text }];
  const isTranscript = language === "console";
  // A block without a language may be anything: its lines are looked at one by one.
  if (!isTranscript && language !== "") return [];
  const starts = isTranscript ? /^\s*\$ / : /^\s*(?:\$ )?(?=(?:npx )?promptrail )/;
  const lines = text.split("\n");
  return lines.flatMap((line, at) =>
    starts.test(line) ? [{ at, text: continued(lines.slice(at)).replace(starts, "") }] : [],
  );
}

function continued(lines: readonly string[]): string {
  const end = lines.findIndex((line) => !line.endsWith("\\"));
  return lines.slice(0, end + 1).join("\n");
}
