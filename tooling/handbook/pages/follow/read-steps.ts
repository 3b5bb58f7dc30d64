import type { PageBlock, PageCode } from "../../../checks/pages/parse-page.ts";
import { listPageFiles } from "../list-page-files.ts";
import type { NamedPage } from "../list-pages.ts";

/** What a reader does who follows a page from its top. */
export type Step = CommandStep | FileStep | EditStep | EventStep;

export interface CommandStep {
  readonly kind: "command";
  readonly place: string;
  readonly terminal: string;
  readonly line: string;
  /** What the page shows as its output; empty where it shows none. */
  readonly shown: readonly string[];
}

export interface FileStep {
  readonly kind: "file";
  readonly place: string;
  readonly path: string;
  readonly text: string;
}

/** A sentence that asks for a change of a file. */
export interface EditStep {
  readonly kind: "edit";
  readonly place: string;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** What happens around the reader, or is done in place of a block. */
export interface EventStep {
  readonly kind: "event";
  readonly place: string;
  readonly name: string;
}

const terminalComment = /^terminal: (?<name>\w+)$/;
const eventComment = /^(?<kind>happens|not followed): (?<name>.+)$/;
const editComment = /^edit (?<path>\S+): (?<from>.+) => (?<to>.+)$/s;

/**
 * The steps of a page, in its order. Comments say what the sentences around them do: `terminal: NAME` (from here on),
 * `edit FILE: FROM => TO`, `happens: EVENT`, and `not followed: EVENT`, which leaves the next block out.
 */
export function readSteps(page: NamedPage): readonly Step[] {
  const files = new Map(listPageFiles(page).map((file) => [file.line, file.path]));
  let terminal = "first";
  let isSkipped = false;
  return listParts(page).flatMap((part): readonly Step[] => {
    const place = `${page.path}:${part.line}`;
    if (!("language" in part)) {
      terminal = terminalComment.exec(part.text)?.groups?.["name"] ?? terminal;
      isSkipped = part.text.startsWith("not followed: ");
      return [...readEdit(place, part.text), ...readEvent(place, part.text)];
    }
    if (isSkipped) {
      isSkipped = false;
      return [];
    }
    if (part.language === "console") return readCommands(page.path, part, terminal);
    const path = files.get(part.line) ?? null;
    return path === null ? [] : [{ kind: "file", place, path, text: part.text }];
  });
}

function readEdit(place: string, comment: string): readonly EditStep[] {
  const { path, from, to } = editComment.exec(comment)?.groups ?? {};
  if (path === undefined || from === undefined || to === undefined) return [];
  return [{ kind: "edit", place, path, from, to }];
}

function readEvent(place: string, comment: string): readonly EventStep[] {
  const name = eventComment.exec(comment)?.groups?.["name"];
  return name === undefined ? [] : [{ kind: "event", place, name }];
}

function listParts({ blocks, comments }: NamedPage): readonly (PageBlock | PageCode)[] {
  return [...blocks, ...comments].toSorted((left, right) => left.line - right.line);
}

function readCommands(
  path: string,
  { text, line }: PageBlock,
  terminal: string,
): readonly CommandStep[] {
  const steps: { line: string; place: string; shown: string[] }[] = [];
  for (const [at, each] of text.trimEnd().split("\n").entries()) {
    const last = steps.at(-1);
    if (each.startsWith("$ ")) {
      steps.push({ line: each.slice(2), place: `${path}:${line + at}`, shown: [] });
    } else if (last?.shown.length === 0 && last.line.endsWith("\\")) {
      last.line = `${last.line}\n${each}`;
    } else {
      last?.shown.push(each);
    }
  }
  return steps.map((step) => ({ kind: "command", terminal, ...step }));
}
