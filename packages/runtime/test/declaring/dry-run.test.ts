import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLock } from "@promptrail/check";
import { definePrompt, memory, type PromptVersion, type Status } from "@promptrail/core";
import {
  createRegistry,
  formatLock,
  lockFileName,
  type OpenStore,
} from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { activeOf, startRuntime } from "../lifecycle/start-runtime.js";
import { temporaryFolder } from "../lifecycle/temporary-folder.js";

const by = { actor: "pipeline", family: "greeting" } as const;
const noGate = { families: { greeting: { gate: "none" } } } as const;

function greetings(...statuses: readonly Status[]): readonly PromptVersion[] {
  return statuses.map((status, index) =>
    definePrompt({
      family: "greeting",
      version: index + 1,
      status,
      changelog: "Another text.",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: `Greeting ${index + 1}`,
    }),
  );
}

function folderOf(prompts: readonly PromptVersion[], generationOf = prompts): string {
  const folder = temporaryFolder();
  const earlier = createLock(createRegistry(generationOf), new Map(), null);
  const lock = createLock(createRegistry(prompts), new Map(), earlier);
  writeFileSync(join(folder, lockFileName), formatLock(lock));
  return folder;
}

/** Everything that a store has of its decisions. */
async function readAll({ status }: OpenStore) {
  return {
    snapshot: await status.readSnapshot(),
    history: await status.readHistory({ family: null, limit: 100, before: null }),
    newest: await status.readVersion("greeting", 3),
  };
}

describe("a dry run", () => {
  const prompts = greetings("deprecated", "active");
  const newer = greetings("deprecated", "deprecated", "active");

  test("of a deployment reports what it would do, and neither the store nor a process has it", async () => {
    const store = memory();
    const projectFolder = folderOf(prompts);
    const running = await startRuntime({ ...noGate, store, prompts, projectFolder });
    const deployer = await startRuntime(
      { ...noGate, store, prompts: newer, projectFolder: folderOf(newer, prompts) },
      { declares: false },
    );
    const opened = await store.open({ environment: "production", projectFolder: "." });
    const before = await readAll(opened);
    const { dryRun, ...tried } = await deployer.promptrail.deploy({ ...by, dryRun: true });
    expect(dryRun).toEqual({ registers: ["greeting_v3"] });
    expect(tried.families).toMatchObject([{ outcome: "activated", activeVersion: 3 }]);
    expect(await readAll(opened)).toEqual(before);
    expect([activeOf(running), activeOf(deployer)]).toEqual([2, 2]);
    expect(await deployer.promptrail.deploy(by)).toEqual(tried);
    expect(activeOf(deployer)).toBe(3);
  });

  test("of a promotion or a rollback is what it would record, and no process applies it", async () => {
    const store = memory();
    const { promptrail, ...started } = await startRuntime({
      ...noGate,
      store,
      prompts,
      projectFolder: folderOf(prompts),
    });
    const opened = await store.open({ environment: "production", projectFolder: "." });
    const before = await readAll(opened);
    const tried = await promptrail.rollback({ ...by, dryRun: true });
    expect(tried).toMatchObject({
      before: { activeVersion: 2, hold: null },
      state: { activeVersion: 1, hold: { revision: 2 } },
      decision: { revision: 2, fromVersion: 2, toVersion: 1 },
    });
    const asked = { ...by, toVersion: 1, reason: "Because." };
    const promoted = await promptrail.promote({ ...asked, dryRun: true });
    expect(promoted).toMatchObject({ state: { activeVersion: 1, hold: null } });
    expect(await readAll(opened)).toEqual(before);
    expect(activeOf({ promptrail, ...started })).toBe(2);
    const real = await promptrail.rollback(by);
    expect(real).toMatchObject({ decision: { revision: 2, toVersion: 1 } });
    expect(real).not.toHaveProperty("before");
  });
});
