import { createRegistry } from "@promptrail/core/lifecycle";
import type { StructuredPatchHunk } from "diff";
import { diffDocument } from "../documents/declared-documents.js";
import { implementCommand } from "../implement-command.js";
import { describeContent } from "../present/describe-content.js";
import { loadCliProject } from "../project/load-cli-project.js";
import { parseVersion } from "../project/parse-options.js";

export const diffCommand = implementCommand({
  documents: { diff: diffDocument },
  quotes: true,
  run: async (scope, [family = "", from = "", to = ""]) => {
    const versions = { from: parseVersion(from), to: parseVersion(to) };
    const { config } = await loadCliProject(scope);
    const registry = createRegistry(config.prompts);
    const before = registry.find(family, versions.from);
    const after = registry.find(family, versions.to);
    const { structuredPatch } = await import("diff");
    const { hunks } = structuredPatch(
      ...[before.key, after.key],
      ...[await describeContent(before.content), await describeContent(after.content)],
      ...["", "", { context: 3 }],
    );
    const lines = hunks.flatMap((hunk) => [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...hunk.lines,
    ]);
    const { colors } = scope.terminal;
    const paint = (line: string) =>
      line.startsWith("+")
        ? colors.green(line)
        : line.startsWith("-")
          ? colors.red(line)
          : line.startsWith("@@")
            ? colors.cyan(line)
            : line;
    const head = [
      colors.bold(`${before.key} → ${after.key}`),
      `Why: ${after.changelog ?? "first version"}`,
    ];
    const body = lines.length === 0 ? ["No difference in content."] : lines.map(paint);
    return {
      text: [...head, ...body].join("\n"),
      json: {
        from: before.key,
        to: after.key,
        changelog: after.changelog,
        hunks: hunks.map(toJson),
      },
    };
  },
});

function toJson({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk) {
  return {
    old_start: oldStart,
    old_lines: oldLines,
    new_start: newStart,
    new_lines: newLines,
    lines,
  };
}
