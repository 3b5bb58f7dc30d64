import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseAnswerLine, parseFreshLine, type WrittenAnswer } from "./answer-line.js";
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

/** What is there of one prompt's content. */
interface FoundAnswers {
  /** By their keys. */
  readonly places: ReadonlyMap<string, LinePlace>;
  /** When the last run began that takes no older answer; null where none did. */
  readonly freshSince: Date | null;
  /** How many runs put older answers aside, of those whose files are there. */
  readonly begunAnew: number;
}

/** A run that takes no older answer than its own, and its file. */
interface FreshStart {
  readonly at: Date;
  readonly path: string;
}

/**
 * Where the answers stand that may be taken: the newest of each key, and none of before the last fresh run, which may have been
 * stopped: who goes on with it takes no answer that it was to replace. Files to which nothing was written since are
 * removed, whichever prompt's they are.
 */
export async function findAnswers(settings: FindAnswersSettings): Promise<FoundAnswers> {
  const { folder, prefix, fresh } = settings;
  const reading = new AnswersReading(settings);
  if (!existsSync(folder)) return reading.finish();
  for (const name of await readdir(folder)) {
    if (!isAnswerFile(name)) continue;
    const path = join(folder, name);
    if (await isPast(path, settings.since)) await rm(path, { force: true });
    else if (name.startsWith(prefix))
      await reading.read(path, fresh ? 1 : Number.POSITIVE_INFINITY);
  }
  return reading.finish();
}

function isAnswerFile(name: string): boolean {
  return name.startsWith("answers-") && name.endsWith(".log");
}

async function isPast(path: string, since: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.mtimeMs < since;
}

class AnswersReading {
  readonly #settings: FindAnswersSettings;
  readonly #places = new Map<string, FoundAnswer>();
  #fresh: FreshStart | null = null;
  readonly #begun = new Begun();

  constructor(settings: FindAnswersSettings) {
    this.#settings = settings;
  }

  /** So many lines below the first: the first of them says when its run began, and how. */
  async read(path: string, most: number): Promise<void> {
    const { header } = this.#settings;
    let line = 0;
    for await (const { text, start, length } of readPlacedLines(path)) {
      if (line === 0 && `${text}\n` !== header) return;
      if (line > most) return;
      if (line > 0) this.#take(text, { path, start, length }, line === 1);
      line += 1;
    }
  }

  finish(): FoundAnswers {
    const places = this.#places;
    const fresh = this.#fresh;
    const begunAnew = this.#begun.countAnew(this.#settings.fresh);
    if (this.#settings.fresh) return { places: new Map(), freshSince: null, begunAnew };
    for (const [key, found] of places) if (isReplaced(found, fresh)) places.delete(key);
    const newest = findNewest(places.values());
    for (const [key, { model }] of places) if (model !== newest?.model) places.delete(key);
    return { places, freshSince: fresh?.at ?? null, begunAnew };
  }

  #take(text: string, place: LinePlace, isFirst: boolean): void {
    const { header } = this.#settings;
    const written = parseAnswerLine(header, text);
    if (written !== null) this.#takeAnswer(written, place);
    const at = written === null ? parseFreshLine(header, text) : null;
    if (at !== null && at >= (this.#fresh?.at ?? at)) this.#fresh = { at, path: place.path };
    if (isFirst) this.#begun.add(written?.answeredAt ?? null, at);
  }

  #takeAnswer({ key, answeredAt: time, answer: { model } }: WrittenAnswer, place: LinePlace): void {
    const answeredAt = time.getTime();
    const known = this.#places.get(key);
    const { since, until } = this.#settings;
    if (answeredAt < since || answeredAt > until) return;
    if (known !== undefined && known.answeredAt >= answeredAt) return;
    this.#places.set(key, { ...place, answeredAt, model });
  }
}

/** Of another file and not later: two answers of one millisecond have no order. */
function isReplaced({ path, answeredAt }: FoundAnswer, fresh: FreshStart | null): boolean {
  return fresh !== null && path !== fresh.path && answeredAt <= fresh.at.getTime();
}

function findNewest(answers: Iterable<FoundAnswer>): FoundAnswer | null {
  let newest: FoundAnswer | null = null;
  for (const answer of answers) {
    if (newest === null || answer.answeredAt > newest.answeredAt) newest = answer;
  }
  return newest;
}

/** When the runs began whose files are there, and which of them took no older answer. */
class Begun {
  #earliest = Number.POSITIVE_INFINITY;
  #fresh = 0;
  #earliestFresh = Number.POSITIVE_INFINITY;

  /** By the first line that a run wrote: an answer, or that it takes none of before. */
  add(answeredAt: Date | null, freshAt: Date | null): void {
    this.#earliest = Math.min(this.#earliest, (answeredAt ?? freshAt)?.getTime() ?? this.#earliest);
    if (freshAt === null) return;
    this.#fresh += 1;
    this.#earliestFresh = Math.min(this.#earliestFresh, freshAt.getTime());
  }

  /** @param fresh whether one more begins now, which takes none either. */
  countAnew(fresh: boolean): number {
    if (!Number.isFinite(this.#earliest)) return 0;
    // The first of all had nothing to put aside.
    const first = this.#earliestFresh <= this.#earliest ? 1 : 0;
    return this.#fresh - first + (fresh ? 1 : 0);
  }
}
