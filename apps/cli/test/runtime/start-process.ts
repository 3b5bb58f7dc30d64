import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { onTestFinished } from "vitest";
import { family, greetingProject } from "./greeting-project.js";

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-outage-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface ProcessSettings {
  /** Default: one of its own. */
  readonly projectFolder?: string;
  readonly name?: string;
}

/** What a process runs, on a database, until the test ends. */
export async function startProcess(
  url: string,
  { projectFolder = temporaryFolder(), name = "one" }: ProcessSettings = {},
): Promise<Promptrail> {
  const promptrail = await createPromptrail(greetingProject(url, projectFolder), {
    onProblem: () => {},
    process: { name },
  });
  onTestFinished(() => promptrail.close());
  return promptrail;
}

export function activeOf(promptrail: Promptrail): number {
  return promptrail.resolve(family).version.version;
}
