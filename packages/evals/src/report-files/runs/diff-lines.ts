import { structuredPatch } from "diff";
import type { PromptChange } from "./reported-runs.js";

/** A line of a change: in both texts, only in the first, only in the second, or where a part begins. */
export interface ChangedLine {
  readonly kind: "same" | "removed" | "added" | "part";
  readonly text: string;
}

const context = 3;
const kinds = { " ": "same", "-": "removed", "+": "added" } as const;

/** The lines that a change touches, with three of those around them; none where nothing changed. */
export function diffLines({ before, after }: PromptChange): readonly ChangedLine[] {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    { kind: "part", text: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@` } as const,
    ...lines.flatMap((line) => {
      const sign = line.charAt(0);
      // "\ No newline at end of file" is a remark.
      return sign in kinds
        ? [{ kind: kinds[sign as keyof typeof kinds], text: line.slice(1) }]
        : [];
    }),
  ]);
}
