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
}

/**
 * Runs `work` with the journal of a run of this content. Where every case has a result the journal goes: a run
 * that was stopped goes on, one that ended is measured anew next time, not read back. What `work` throws leaves it.
 */
export async function withJournal<Result extends { readonly run: { readonly missing: number } }>(
  { folder, header, fresh }: WithJournalSettings,
  work: (journal: Journal, path: string) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, toJournalName(header));
  if (fresh) await forget(path);
  const journal = await openJournal({ path, header });
  try {
    const result = await work(journal, path);
    if (result.run.missing === 0) await forget(path);
    return result;
  } finally {
    await journal.close();
  }
}

function forget(path: string): Promise<void> {
  return writing(path, () => rm(path, { force: true }));
}
