import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseAnswerLine } from "./answer-line.js";
import { readPlacedLines } from "./placed-lines.js";
import type { LinePlace } from "./read-line.js";

interface FindAnswersSettings {
  readonly folder: string;
  /** How the names of the files begin. */
  readonly prefix: string;
  /** The first line of the files. */
  readonly header: string;
  /** Milliseconds since 1970: older answers are not taken. */
  readonly since: number;
  /** Later ones are of a clock that was wrong, and their age is not known. */
  readonly until: number;
  /** Takes none at all. */
  readonly fresh: boolean;
}

interface FoundAnswer extends LinePlace {
  readonly answeredAt: number;
  readonly model: string | null;
}

/**
 * Where the answers stand that may be taken, by their keys: the newest of each. Files to which nothing was written since are
 * removed, whichever prompt's they are.
 */
export async function findAnswers(
  settings: FindAnswersSettings,
): Promise<ReadonlyMap<string, LinePlace>> {
  const { folder, prefix, fresh } = settings;
  const places = new Map<string, FoundAnswer>();
  if (!existsSync(folder)) return places;
  for (const name of await readdir(folder)) {
    if (!isAnswerFile(name)) continue;
    const path = join(folder, name);
    if (await isPast(path, settings.since)) await rm(path, { force: true });
    else if (!fresh && name.startsWith(prefix)) await readAnswers(path, settings, places);
  }
  const newest = findNewest(places.values());
  for (const [key, { model }] of places) if (model !== newest?.model) places.delete(key);
  return places;
}

function isAnswerFile(name: string): boolean {
  return name.startsWith("answers-") && name.endsWith(".log");
}

async function isPast(path: string, since: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.mtimeMs < since;
}

async function readAnswers(
  path: string,
  { header, since, until }: FindAnswersSettings,
  places: Map<string, FoundAnswer>,
): Promise<void> {
  let isFirst = true;
  for await (const { text, start, length } of readPlacedLines(path)) {
    if (isFirst && `${text}\n` !== header) return;
    const written = isFirst ? null : parseAnswerLine(header, text);
    isFirst = false;
    if (written === null) continue;
    const answeredAt = written.answeredAt.getTime();
    const known = places.get(written.key);
    const isTaken = answeredAt >= since && answeredAt <= until;
    if (!isTaken || (known !== undefined && known.answeredAt >= answeredAt)) continue;
    const { model } = written.answer;
    places.set(written.key, { path, start, length, answeredAt, model });
  }
}

function findNewest(answers: Iterable<FoundAnswer>): FoundAnswer | null {
  let newest: FoundAnswer | null = null;
  for (const answer of answers) {
    if (newest === null || answer.answeredAt > newest.answeredAt) newest = answer;
  }
  return newest;
}
