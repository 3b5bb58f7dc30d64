import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder of this test's own, which goes with it. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
