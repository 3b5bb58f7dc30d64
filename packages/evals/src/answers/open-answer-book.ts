import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { contentDigest } from "@promptrail/core/lifecycle";
import { writing } from "@promptrail/core/state-folder";
import type { RunAnswer } from "../runner/run-answer.js";
import type { AnswerBook, KeptAnswer } from "./answer-book.js";
import {
  formatAnswerLine,
  formatAnswersHeader,
  formatFreshLine,
  parseAnswerLine,
} from "./answer-line.js";
import { openAnswerWriter } from "./answer-writer.js";
import { findAnswers } from "./find-answers.js";
import { LineText } from "./line-text.js";
import { type LinePlace, readLine } from "./read-line.js";

/** An older answer is asked for again: a vendor's model may have changed meanwhile. */
export const longestKeptMs = 24 * 3_600_000;
/** A clock that is set right moves by less. */
const mostAheadMs = 60_000;

export interface AnswerBookSettings {
  /** It is made where it is absent. */
  readonly folder: string;
  /** Whose answers they are: all that changes what the model receives. */
  readonly contentHash: string;
  /** Takes no answer of an earlier run, nor do later runs take one of before this one. Default: false. */
  readonly fresh?: boolean | undefined;
  /** Whether what is kept now is found again: where a run may ask for a case twice. Default: false. */
  readonly findsOwn?: boolean | undefined;
  /** Default: the clock of this process. */
  readonly now?: (() => Date) | undefined;
}

export interface OpenAnswerBook extends AnswerBook {
  readonly close: () => Promise<void>;
}

/**
 * The answers of one prompt's content in a folder, those of other processes included, which may write at the same time:
 * each has a file of its own. An answer is taken for 24 hours at most, and only from the model that answered last: the
 * vendor may have put another one behind the same name.
 *
 * @throws PromptrailError `file_unwritable`.
 */
export async function openAnswerBook(settings: AnswerBookSettings): Promise<OpenAnswerBook> {
  const { folder, contentHash, fresh = false, findsOwn = false } = settings;
  const { now = () => new Date() } = settings;
  const header = formatAnswersHeader(contentHash);
  const prefix = `answers-${contentDigest(contentHash).slice("sha256-".length, 23)}-`;
  const openedAt = now();
  const since = openedAt.getTime() - longestKeptMs;
  const until = openedAt.getTime() + mostAheadMs;
  const earlier = await writing(folder, () =>
    findAnswers({ folder, prefix, header, since, until, fresh }),
  );
  const found = new Map<string, LinePlace>(earlier.places);
  const path = join(folder, `${prefix}${randomBytes(4).toString("hex")}.log`);
  const head = fresh ? `${header}${formatFreshLine(header, openedAt)}` : header;
  const writer = await openAnswerWriter(path, { head, stays: fresh });
  const read = async (key: string): Promise<KeptAnswer | null> => {
    const place = found.get(key);
    if (place === undefined) return null;
    const line = await readLine(place);
    const written = line === null ? null : parseAnswerLine(header, line);
    // The file may have been written to since it was looked through.
    if (written === null || written.key !== key) return null;
    const { answer, answeredAt: keptAt } = written;
    const isOwn = place.path === path;
    return { ...answer, keptAt, isOwn, keptText: new LineText(header, place) };
  };
  const keep = async (key: string, answer: RunAnswer) => {
    const line = formatAnswerLine(header, { key, answeredAt: now(), answer });
    if (line === null) return null;
    const place = await writer.append(line);
    if (findsOwn) found.set(key, place);
    return new LineText(header, place);
  };
  return {
    isEmpty: found.size === 0 && !findsOwn,
    freshSince: fresh ? openedAt : earlier.freshSince,
    begunAnew: earlier.begunAnew,
    has: (key) => found.has(key),
    read,
    keep,
    close: writer.close,
  };
}
