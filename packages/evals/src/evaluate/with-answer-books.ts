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
 */
export async function withAnswerBooks<Role extends string, Result>(
  { folder, contentHashes, fresh, findsOwn = false }: AnswerBooksSettings<Role>,
  work: (books: ReadonlyMap<Role, AnswerBook>) => Promise<Result>,
): Promise<Result> {
  const books = new Map<Role, OpenAnswerBook>();
  const seen = new Set<string>();
  try {
    for (const role of Object.keys(contentHashes) as Role[]) {
      const hash = contentHashes[role];
      const contentHash = seen.has(hash) ? `${hash} ${role}` : hash;
      seen.add(hash);
      books.set(role, await openAnswerBook({ folder, contentHash, fresh, findsOwn }));
    }
    return await work(books);
  } finally {
    await Promise.all([...books.values()].map((book) => book.close()));
  }
}
