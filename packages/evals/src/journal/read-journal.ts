import { open } from "node:fs/promises";
import { PromptrailError } from "@promptrail/core";
import type { z } from "zod";
import { readLines } from "../datasets/read-lines.js";
import { type JournalHeader, journalHeaderSchema } from "./journal-header.js";

interface WrittenJournal<Result> {
  /** Null where the file holds no whole line. */
  readonly header: JournalHeader | null;
  readonly results: readonly Result[];
  /** True where the last line has no end. */
  readonly isTorn: boolean;
}

/**
 * Reads what earlier runs wrote. A line cut off by a crash is passed over: its case runs again.
 * Throws `request_invalid` for a file whose first line is no journal header.
 */
export async function readJournal<Result>(
  file: string,
  schema: z.ZodType<Result>,
): Promise<WrittenJournal<Result>> {
  const isTorn = await endsInsideLine(file);
  let header: JournalHeader | null = null;
  const results: Result[] = [];
  let lastLine = 0;
  for await (const { text, line } of readLines(file, { lenient: true })) {
    lastLine = line;
    if (line === 1) header = parseHeader(text);
    else {
      const parsed = schema.safeParse(parseLine(text));
      if (parsed.success) results.push(parsed.data);
    }
  }
  const isUnfinishedHeader = lastLine <= 1 && isTorn;
  if (header === null && lastLine > 0 && !isUnfinishedHeader) {
    throw new PromptrailError(
      "request_invalid",
      `${file} is not a journal of an eval run, and was left as it is. Delete it to begin again.`,
      { file },
    );
  }
  return { header: isUnfinishedHeader ? null : header, results, isTorn };
}

async function endsInsideLine(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size === 0) return false;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 0x0a;
  } finally {
    await file.close();
  }
}

function parseHeader(text: string): JournalHeader | null {
  const parsed = journalHeaderSchema.safeParse(parseLine(text));
  if (!parsed.success) return null;
  const { journal: _, ...header } = parsed.data;
  return header;
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
