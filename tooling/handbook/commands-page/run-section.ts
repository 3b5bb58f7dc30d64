import type { Folders } from "./open-folders.ts";
import { runLine } from "./run-line.ts";
import type { ShownCommand, ShownSection } from "./shown-command.ts";

const usualLines = 10;

/**
 * Runs a section's commands → its Markdown.
 *
 * @throws where a command ends otherwise than the page says.
 */
export async function runSection(section: ShownSection, folders: Folders): Promise<string> {
  const parts = [`## ${section.title}\n`];
  for (const command of section.commands) parts.push(await runShownCommand(command, folders));
  return parts.join("\n");
}

async function runShownCommand(command: ShownCommand, folders: Folders): Promise<string> {
  const { text, line, exitCode: expected = 0, lines = usualLines, andFrom } = command;
  const { environment, shop, empty, clean } = folders;
  const folder = command.folder === "new" ? empty : shop;
  const { exitCode, output } = await runLine(line, { folder, environment });
  if (exitCode !== expected) {
    throw new Error(`\`${line}\` exited with ${exitCode}, not ${expected}:\n${output}`);
  }
  const shown = cutLines(clean(output), lines, andFrom);
  return `${text} Exit code ${exitCode}.\n\n\`\`\`console\n$ ${line}\n${shown}\n\`\`\`\n`;
}

function cutLines(output: string, most: number, andFrom: ShownCommand["andFrom"]): string {
  const lines = output
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
  if (lines.length <= most) return lines.join("\n");
  const kept = [...lines.slice(0, most), "…"];
  if (andFrom === undefined) return kept.join("\n");
  const from = lines.findIndex((line) => line.startsWith(andFrom.start));
  if (from === -1) throw new Error(`No line starts with "${andFrom.start}":\n${output}`);
  return [...kept, ...lines.slice(from, from + andFrom.lines), "…"].join("\n");
}
