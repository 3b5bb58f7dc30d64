import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenStore } from "@promptrail/core/lifecycle";
import {
  describeCallLog,
  describeEvidenceStore,
  describeFleetStore,
  describeKeyStore,
  describeStatusStore,
  describeStore,
} from "@promptrail/testing/conformance";
import { afterAll, beforeAll, describe } from "vitest";
import { embedded } from "./embedded.js";

describe.for([
  ["PGlite in memory", "memory"],
  ["PGlite on files", "data"],
] as const)("%s", ([name, folder]) => {
  const projectFolder = mkdtempSync(join(tmpdir(), "promptrail-embedded-"));
  const store = embedded({ folder, pollMs: 100 });
  const open = (environment: string) => store.open({ environment, projectFolder });
  // Held open for all tests: the database is closed by the last who has it open.
  let held: OpenStore;
  beforeAll(async () => {
    held = await open("held");
  });
  afterAll(async () => {
    await held?.close();
    rmSync(projectFolder, { recursive: true, force: true });
  });

  describeStatusStore(name, open);
  describeEvidenceStore(name, open);
  describeCallLog(name, open);
  describeFleetStore(name, open);
  describeKeyStore(name, open);
  describeStore(name, async () => {
    const emptyFolder = mkdtempSync(join(tmpdir(), "promptrail-empty-"));
    const empty = embedded({ folder });
    return {
      open: (settings) => empty.open({ ...settings, projectFolder: emptyFolder }),
      remove: async () => rmSync(emptyFolder, { recursive: true, force: true }),
    };
  });
});
