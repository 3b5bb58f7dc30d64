import fc from "fast-check";
import { expect, test } from "vitest";
import { toMarker, writeCommentText } from "./write-comment-text.js";

const common = { name: "prompts", url: "https://ci.example/1", commit: "4f2a9c1d8e7b" };

function write(mostCharacters: number, ...texts: readonly (string | null)[]): string {
  const reports = texts.map((text, at) => ({ name: `${at}.md`, text }));
  return writeCommentText({ ...common, reports, mostCharacters });
}

test("has its mark in the first line, each report, and where they come from", () => {
  expect(write(10_000, "One\n", null)).toBe(
    [
      toMarker("prompts"),
      "One",
      "",
      "---",
      "",
      "**1.md was not written**: its step did not run, or failed before its report. The log has the reason.",
      "",
      "_[The job](https://ci.example/1) of 4f2a9c1d has the whole reports._",
    ].join("\n"),
  );
});

/** Sound Markdown as reports have it: text, fences of some length, parts that are folded. */
const block = fc.oneof(
  fc.lorem({ maxCount: 20 }),
  fc
    .tuple(fc.integer({ min: 3, max: 6 }), fc.array(fc.lorem({ maxCount: 8 }), { maxLength: 30 }))
    .map(([ticks, lines]) =>
      ["`".repeat(ticks), ...lines, "<details>", "`".repeat(ticks)].join("\n"),
    ),
);
const folded = fc
  .array(block, { maxLength: 5 })
  .map((blocks) => `<details>\n${blocks.join("\n")}\n</details>`);
const report = fc
  .array(fc.oneof(block, folded), { minLength: 1, maxLength: 20 })
  .map((parts) => parts.join("\n\n"));

/** The fence that is open at the end, and how many parts are. */
function findOpen(markdown: string) {
  const open = { fence: "", folds: 0 };
  for (const line of markdown.split("\n")) {
    const [ticks = ""] = /^`{3,}/.exec(line) ?? [];
    if (open.fence !== "") {
      if (ticks.length >= open.fence.length) open.fence = "";
      continue;
    }
    if (line.startsWith("<details>")) open.folds += 1;
    if (line.startsWith("</details>")) open.folds -= 1;
    open.fence = ticks;
  }
  return open;
}

test("is never longer than a host takes, and leaves no fence and no folded part open, wherever it is cut", () => {
  fc.assert(
    fc.property(report, fc.integer({ min: 600, max: 6_000 }), (text, most) => {
      const written = write(most, text);
      expect(written.length).toBeLessThanOrEqual(most);
      expect(written.startsWith(`${toMarker("prompts")}\n`)).toBe(true);
      expect(written.endsWith("has the whole reports._")).toBe(true);
      expect(findOpen(written)).toEqual({ fence: "", folds: 0 });
    }),
  );
});
