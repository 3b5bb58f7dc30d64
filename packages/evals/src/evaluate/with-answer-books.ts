import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { AnswerBook } from "../answers/answer-book.js";
import { type OpenAnswerBook, openAnswerBook } from "../answers/open-answer-book.js";

interface AnswerBooksSettings<Role extends string> {
  readonly folder: string;
  /** Whose answers are looked up and kept, by what they are in the run. */
  readonly contentHashes: Readonly<Record<Role, string>>;
  /** Takes no answer of an earlier run. */
  readonly fresh: boolean;
  /** Whether what the run keeps is found again. */
  readonly findsOwn?: boolean | undefined;
}

/**
 * Runs `work` with the answers that are kept of some content, and closes their files whatever comes of it. Where two have
 * the same content, each has answers of its own: a comparison of answers with themselves would find that they agree.
 *
 * @param work is given a signal beside them, which fires where an answer could not be written, as on a full disk: each further
 * one would be paid for and lost, so nothing more should be asked, and what was found is no verdict.
 * @throws PromptrailError `file_unwritable`, also for an answer that could not be written while `work` ran.
 */
export async function withAnswerBooks<Role extends string, Result>(
  { folder, contentHashes, fresh, findsOwn = false }: AnswerBooksSettings<Role>,
  work: (books: ReadonlyMap<Role, AnswerBook>, failed: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const opened: OpenAnswerBook[] = [];
  const books = new Map<Role, AnswerBook>();
  const failed = new AbortController();
  const seen = new Set<string>();
  try {
    for (const role of Object.keys(contentHashes) as Role[]) {
      const hash = contentHashes[role];
      const contentHash = seen.has(hash) ? `${hash} ${role}` : hash;
      seen.add(hash);
      const book = await openAnswerBook({ folder, contentHash, fresh, findsOwn });
      opened.push(book);
      books.set(role, tellFailure(book, failed));
    }
    const result = await work(books, failed.signal);
    failed.signal.throwIfAborted();
    return result;
  } finally {
    await Promise.all(opened.map((book) => book.close()));
  }
}

/** A run's request that also stops where an answer could not be written. */
export function stoppingAt<Request extends { readonly signal?: AbortSignal | undefined }>(
  request: Request,
  failed: AbortSignal,
): Request & { readonly signal: AbortSignal } {
  const { signal } = request;
  return { ...request, signal: signal === undefined ? failed : AbortSignal.any([signal, failed]) };
}

function tellFailure(book: AnswerBook, failed: AbortController): AnswerBook {
  const keep: AnswerBook["keep"] = async (key, answer) => {
    try {
      return await book.keep(key, answer);
    } catch (error) {
      failed.abort(toStopped(error));
      throw error;
    }
  };
  return { ...book, keep };
}

function toStopped(error: unknown): unknown {
  if (!isPromptrailError(error)) return error;
  const cure =
    "The run was stopped, since further answers would be lost. Those that were written are kept: run it again once there is room.";
  return new PromptrailError(error.code, `${error.message} ${cure}`, error.data, error);
}
