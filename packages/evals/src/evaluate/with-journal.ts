import { rm } from "node:fs/promises";
import { join } from "node:path";
import { writing } from "@promptrail/core/state-folder";
import { type JournalHeader, toJournalName } from "../journal/journal-header.js";
import { type Journal, openJournal } from "../journal/open-journal.js";

interface WithJournalSettings {
  readonly folder: string;
  readonly header: JournalHeader;
  /** Forgets what an earlier run left. */
  readonly fresh: boolean;
  /** Whether it stays also where every case has a result: its evidence is in no store. */
  readonly isKept: boolean;
}

interface Ended {
  readonly run: { readonly missing: number };
}

/**
 * Runs `work` with the journal of a run of this content. A run that was stopped goes on. One that ended is measured
 * anew next time, not read back: its journal goes, unless it is a comparison whose evidence no store has yet, for which
 * nothing is paid twice. What `work` throws leaves it, too.
 */
export async function withJournal<Result extends Ended>(
  { folder, header, fresh, isKept }: WithJournalSettings,
  work: (journal: Journal, path: string) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, toJournalName(header));
  if (fresh) await forget(path);
  const journal = await openJournal({ path, header });
  try {
    const result = await work(journal, path);
    if (result.run.missing === 0 && !isKept) await forget(path);
    return result;
  } finally {
    await journal.close();
  }
}

function forget(path: string): Promise<void> {
  return writing(path, () => rm(path, { force: true }));
}
