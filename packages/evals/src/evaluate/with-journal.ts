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

interface Ended {
  readonly run: { readonly missing: number };
  /** Null where a comparison's evidence is stored nowhere; left out by a run that gives none. */
  readonly evidenceId?: string | null;
}

/**
 * Runs `work` with the journal of a run of this content. A run that was stopped goes on. One that ended is measured
 * anew next time, not read back: its journal goes, unless it is a comparison whose evidence nobody has yet, for which
 * nothing is paid twice. What `work` throws leaves it, too.
 */
export async function withJournal<Result extends Ended>(
  { folder, header, fresh }: WithJournalSettings,
  work: (journal: Journal, path: string) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, toJournalName(header));
  if (fresh) await forget(path);
  const journal = await openJournal({ path, header });
  try {
    const result = await work(journal, path);
    if (result.run.missing === 0 && result.evidenceId !== null) await forget(path);
    return result;
  } finally {
    await journal.close();
  }
}

function forget(path: string): Promise<void> {
  return writing(path, () => rm(path, { force: true }));
}
