import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Absolute path of a folder that lasts as long as the test run, for what its files share. */
    runFolder: string;
  }
}

/** Makes the folder of the test run, in which Node also keeps what it compiled for all its processes. */
export default function setUpRunFolder(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-test-run-"));
  process.env["NODE_COMPILE_CACHE"] = join(folder, "compile-cache");
  project.provide("runFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
