import { diffArrays, diffWordsWithSpace } from "diff";
import { segmenterOf } from "../../evals/text/segmenters.js";

/** A part of two texts: in both, only in the first, or only in the second. */
export interface ChangedPart {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Texts that differ in more words than this are shown as replaced: nobody follows so many marks. */
const mostEdits = 1_500;

/** What words changed from one text to another. */
export function diffWords(before: string, after: string): readonly ChangedPart[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  const parts: readonly ChangedPart[] = changes?.map(toPart) ?? [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
  return joinChanges(parts);
}

/** Changes that a space alone parts are one: "You get it" became "Take it home". */
function joinChanges(parts: readonly ChangedPart[]): readonly ChangedPart[] {
  const joined: ChangedPart[] = [];
  let [removed, added] = ["", ""];
  const flush = () => {
    if (removed !== "") joined.push({ kind: "removed", text: removed });
    if (added !== "") joined.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [at, { kind, text }] of parts.entries()) {
    const isInside = /^[ \t]+$/.test(text) && (parts[at + 1]?.kind ?? "same") !== "same";
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (isInside && removed !== "" && added !== "") {
      removed += text;
      added += text;
    } else {
      flush();
      joined.push({ kind, text });
    }
  }
  flush();
  return joined.filter(({ text }) => text !== "");
}

/** What sentences changed, a part for each sentence: lines of a text are cut where a sentence ends. */
export function diffSentences(before: string, after: string): readonly ChangedPart[] {
  const [left, right] = [listSentences(before), listSentences(after)];
  const changes = diffArrays(left, right, { maxEditLength: mostEdits });
  if (changes === undefined) {
    return [
      ...left.map((text) => ({ kind: "removed", text }) as const),
      ...right.map((text) => ({ kind: "added", text }) as const),
    ];
  }
  return changes.flatMap(({ value, added, removed }) => {
    const kind = added ? "added" : removed ? "removed" : "same";
    return value.map((text) => ({ kind, text }) as const);
  });
}

function listSentences(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) =>
      line.trim() === ""
        ? [""]
        : [...segmenterOf("sentence").segment(line)].map(({ segment }) => segment.trimEnd()),
    );
}

function toPart({
  value,
  added,
  removed,
}: {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
}): ChangedPart {
  return { kind: added ? "added" : removed ? "removed" : "same", text: value };
}
