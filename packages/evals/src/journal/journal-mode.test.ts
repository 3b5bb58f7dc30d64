import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openJournal } from "./open-journal.js";

test.each(["a new journal", "one that was readable for everybody"])(
  "%s is for its owner alone",
  async (what) => {
    const folder = mkdtempSync(join(tmpdir(), "promptrail-journal-mode-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "run.jsonl");
    if (what.startsWith("one")) writeFileSync(path, "", { mode: 0o644 });
    const hashes = { contentHash: "c", baselineHash: null, datasetHash: "d", suiteHash: "s" };
    const journal = await openJournal({ path, header: hashes });
    await journal.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  },
);
