import type { FileChanges } from "../project/files/file-changes.js";
import { readOptionalFile } from "../project/files/read-optional-file.js";

/** Writes a `.gitignore`, or adds to the one that is there what it does not ignore yet. */
export async function completeIgnoreFile(
  path: string,
  wanted: string,
  { make, replace }: FileChanges,
): Promise<"created" | "completed" | "left"> {
  const present = await readOptionalFile(path);
  if (present === null) {
    make(path, wanted);
    return "created";
  }
  const lines = present.split(/\r?\n/);
  const missing = toLines(wanted).filter((folder) => !isIgnored(lines, folder));
  if (missing.length === 0) return "left";
  const end = present.includes("\r\n") ? "\r\n" : "\n";
  const gap = present === "" || present.endsWith("\n") ? "" : end;
  const after = present + gap + missing.map((folder) => folder + end).join("");
  replace(path, { before: present, after });
  return "completed";
}

/** As in git, the last line that names the folder counts, and `!` takes it out again. */
function isIgnored(lines: readonly string[], folder: string): boolean {
  const last = lines.findLast((line) => toFolderName(line) === toFolderName(folder));
  return last !== undefined && !last.startsWith("!");
}

// A leading `**/` or `/`, and what stands behind the name, change nothing for a folder at the top.
function toFolderName(line: string): string {
  return line
    .trim()
    .replace(/^!/, "")
    .replace(/^(\*\*\/|\/)/, "")
    .replace(/\/(\*{1,2})?$/, "");
}

function toLines(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}
