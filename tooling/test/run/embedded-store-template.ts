import { cpSync, existsSync } from "node:fs";
import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { embedded } from "@promptrail/store-postgres";
import { inject } from "vitest";
// For its declaration of what `inject("runFolder")` returns.
import type {} from "./run-folder.ts";

const lookMs = 25;

/**
 * Puts an embedded store into a project's folder, migrated and empty: making one is seconds of
 * computing, so the test run makes one and copies it.
 */
export async function copyEmbeddedStore(projectFolder: string): Promise<void> {
  const template = join(inject("runFolder"), "embedded-store");
  if (await claim(`${template}.claim`)) await makeTemplate(template);
  while (!existsSync(template)) await delay(lookMs);
  // A thousand files, one after the other, cost a third of what the same in turns with everything else costs.
  cpSync(template, projectFolder, { recursive: true });
}

/** True for the first that asks, in all processes of the test run. */
async function claim(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch {
    return false;
  }
}

/** Appears whole. */
async function makeTemplate(template: string): Promise<void> {
  const projectFolder = await mkdtemp(`${template}.`);
  await embedded().migrate({ environment: "", projectFolder });
  await rename(projectFolder, template);
}
