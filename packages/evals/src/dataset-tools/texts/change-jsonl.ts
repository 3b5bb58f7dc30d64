import { readJson, withoutMark } from "@promptrail/core/portable";
import { findLineEnd } from "./line-end.js";
import type { RowChanges } from "./row-changes.js";

/** The text of a JSON Lines file with changed rows: the lines of other rows stay byte for byte. */
export function changeJsonl(text: string, { remove, clusters, add }: RowChanges): string {
  const end = findLineEnd(text);
  const kept = text.split("\n").flatMap((line): readonly string[] => {
    const row = readRow(line);
    const id = row?.["id"];
    if (typeof id !== "string") return [line];
    if (remove.has(id)) return [];
    const cluster = clusters.get(id);
    return [cluster === undefined ? line : JSON.stringify({ ...row, cluster }) + toReturn(line)];
  });
  if (add.length === 0) return kept.join("\n");
  const before = kept.join("\n");
  const begin = before === "" || before.endsWith("\n") ? before : before + end;
  return begin + add.map((row) => JSON.stringify(row) + end).join("");
}

function readRow(line: string): Readonly<Record<string, unknown>> | null {
  const read = readJson(withoutMark(line));
  const value: unknown = read?.value;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function toReturn(line: string): string {
  return line.endsWith("\r") ? "\r" : "";
}
