import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLock } from "@promptrail/check";
import {
  definePrompt,
  type Evidence,
  memory,
  type PromptVersion,
  type Suite,
} from "@promptrail/core";
import { createRegistry, formatLock, type Lock, lockFileName } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { greetingV1, greetingV2, scoreV1 } from "../prompts.js";
import { activeOf, startRuntime } from "./start-runtime.js";
import { switchableStore } from "./switchable-store.js";
import { temporaryFolder } from "./temporary-folder.js";

const by = { actor: "pipeline" } as const;

function greetingV3(status: "active" | "draft", text = "Greet {{ name }}!"): PromptVersion {
  return definePrompt({
    family: "greeting",
    version: 3,
    status,
    changelog: "Shorter.",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: text,
  });
}

const retiredV2 = definePrompt({
  family: "greeting",
  version: 2,
  status: "deprecated",
  changelog: "Has a tone.",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  input: greetingV1.input ?? undefined,
  userTemplate: "Greet {{ name }}, {{ tone | default('plainly') }}.",
});

const oldPrompts: readonly PromptVersion[] = [greetingV1, greetingV2, scoreV1];
const newPrompts: readonly PromptVersion[] = [greetingV1, retiredV2, greetingV3("active"), scoreV1];

function lockOf(prompts: readonly PromptVersion[], previous: Lock | null = null): Lock {
  return createLock(createRegistry(prompts), new Map(), previous);
}

/** A folder whose lock file is the given one. */
function folderWith(lock: Lock): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, lockFileName), formatLock(lock));
  return folder;
}

const suite: Suite = {
  family: "greeting",
  dataset: { name: "none", read: async function* () {} },
  evals: [],
  gate: { margin: 0.05, alpha: 0.05 },
  repeats: 1,
  suiteHash: "s",
  hashDataset: async () => "d",
};

function passing(contentHash: string, baselineHash: string): Evidence {
  return {
    id: "e1",
    family: "greeting",
    version: 3,
    contentHash,
    baselineVersion: 2,
    baselineHash,
    datasetHash: "d",
    suiteHash: "s",
    verdict: "pass",
    reasons: [],
    report: {},
    actor: "ada",
    createdAt: new Date(0),
  };
}

const noGate = { families: { greeting: { gate: "none" } } } as const;
const oldLock = lockOf(oldPrompts);
const newLock = lockOf(newPrompts, oldLock);

describe("deploy", () => {
  test("tells that nothing changed where the process declared it when it started", async () => {
    const { promptrail } = await startRuntime({
      prompts: oldPrompts,
      projectFolder: folderWith(oldLock),
    });
    const report = await promptrail.deploy(by);
    expect(report).toMatchObject({ isLive: true, conflicts: [] });
    expect(report.families).toMatchObject([
      { family: "greeting", generation: 1, declaredVersion: 2, outcome: "unchanged", reason: null },
      { family: "score", outcome: "unchanged" },
    ]);
  });

  test("activates the version of a newer generation, and this process serves it", async () => {
    const projectFolder = folderWith(oldLock);
    const store = memory();
    await startRuntime({ ...noGate, store, prompts: oldPrompts, projectFolder });
    const started = await startRuntime({
      ...noGate,
      store,
      prompts: newPrompts,
      projectFolder: temporaryFolder(),
    });
    expect(activeOf(started)).toBe(2);
    const folder = folderWith(newLock);
    const deployer = await startRuntime({
      ...noGate,
      store,
      prompts: newPrompts,
      projectFolder: folder,
    });
    expect(activeOf(deployer)).toBe(3);
    await expect.poll(() => activeOf(started)).toBe(3);
  });

  test("waits for evidence with the reason; once it is saved, every process follows", async () => {
    const store = memory();
    const base = { store, suites: [suite] };
    const old = await startRuntime({
      ...base,
      prompts: oldPrompts,
      projectFolder: folderWith(oldLock),
    });
    const next = await startRuntime({
      ...base,
      prompts: newPrompts,
      projectFolder: folderWith(newLock),
    });
    const report = await next.promptrail.deploy(by);
    expect(report.isLive).toBe(false);
    expect(report.families[0]).toMatchObject({
      outcome: "pending",
      activeVersion: 2,
      generation: 2,
    });
    expect(report.families[0]?.reason).toMatch(/no evidence/);
    const evidence = passing(greetingV3("active").contentHash, greetingV2.contentHash);
    await next.promptrail.evidence.save(evidence);
    await expect.poll(() => [activeOf(old), activeOf(next)]).toEqual([3, 3]);
    const [again] = (await next.promptrail.deploy(by)).families;
    expect(again).toMatchObject({ outcome: "unchanged", isLive: true });
  });

  test("serves what is live while a start still looks for evidence", async () => {
    const inner = memory();
    await startRuntime({ store: inner, prompts: oldPrompts, projectFolder: folderWith(oldLock) });
    const endless = { ...suite, hashDataset: () => new Promise<string>(() => {}) };
    const started = await startRuntime(
      {
        store: switchableStore(inner),
        prompts: newPrompts,
        suites: [endless],
        projectFolder: folderWith(newLock),
      },
      { bootDeadlineMs: 200 },
    );
    expect(activeOf(started)).toBe(2);
    expect(started.promptrail.status().stateSource).toBe("store");
  });

  test("does not take a reverted commit for a rollback", async () => {
    const store = memory();
    await startRuntime({
      ...noGate,
      store,
      prompts: oldPrompts,
      projectFolder: folderWith(oldLock),
    });
    await startRuntime({
      ...noGate,
      store,
      prompts: newPrompts,
      projectFolder: folderWith(newLock),
    });
    const reverted = await startRuntime({
      ...noGate,
      store,
      prompts: oldPrompts,
      projectFolder: folderWith(oldLock),
    });
    const report = await reverted.promptrail.deploy(by);
    expect(report.isLive).toBe(false);
    expect(report.families[0]).toMatchObject({
      generation: 1,
      declaredVersion: 2,
      activeVersion: 3,
      outcome: "old_generation",
    });
    expect(report.families[0]?.reason).toMatch(/reverted commit/);
  });

  test("does not undo a rollback, and names the promotion that does", async () => {
    const projectFolder = folderWith(oldLock);
    const started = await startRuntime({ prompts: oldPrompts, projectFolder });
    await started.promptrail.rollback({ ...by, family: "greeting" });
    const [greeting] = (await started.promptrail.deploy(by)).families;
    expect(greeting).toMatchObject({
      outcome: "decided_otherwise",
      activeVersion: 1,
      isLive: false,
    });
    expect(greeting?.reason).toMatch(
      /greeting_v2 was rolled back at revision 3.*`promptrail promote greeting 2`/,
    );
  });

  test("names of several rollbacks the one that left the declared version, or none", async () => {
    const store = memory();
    const prompts = [...oldPrompts, greetingV3("draft")];
    const older = { ...noGate, store, prompts };
    const started = await startRuntime({ ...older, projectFolder: folderWith(lockOf(prompts)) });
    await started.promptrail.promote({
      ...by,
      family: "greeting",
      toVersion: 3,
      reason: "Shorter",
    });
    const folder = folderWith(lockOf(newPrompts));
    const build = { ...noGate, store, prompts: newPrompts, projectFolder: folder };
    const next = await startRuntime(build, { declares: false });
    const tell = async () => (await next.promptrail.deploy(by)).families[0]?.reason;
    const back = { ...by, family: "greeting", reason: "Bad" };
    const first = await next.promptrail.rollback({ ...back, fromVersion: 3 });
    const only = "and only a promotion can activate it again: `promptrail promote greeting 3`";
    expect(await tell()).toContain(
      `greeting_v3 was rolled back at revision ${first.state.hold?.revision}, ${only}`,
    );
    const second = await next.promptrail.rollback({ ...back, fromVersion: 2 });
    expect(second.state.activeVersion).toBe(1);
    expect(await tell()).toContain(`greeting_v3 was rolled back, ${only}`);
    await next.promptrail.resume(back);
    expect(await tell()).toContain(`greeting_v3 was rolled back, ${only}`);
  });

  test("deploys nothing where a number is registered with another content", async () => {
    const store = memory();
    await startRuntime({ store, prompts: oldPrompts, projectFolder: folderWith(oldLock) });
    const edited = definePrompt({
      family: "score",
      version: 1,
      status: "active",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: "Edited {{ text }}.",
    });
    const prompts = [greetingV1, retiredV2, greetingV3("active"), edited];
    const started = await startRuntime({
      ...noGate,
      store,
      prompts,
      projectFolder: temporaryFolder(),
    });
    const before = started.promptrail.status().revision;
    const deployed = started.promptrail.deploy(by);
    await expect(deployed).rejects.toMatchObject({ code: "version_conflict" });
    await expect(deployed).rejects.toThrow(/score_v1 .* new version number/);
    expect(started.promptrail.status().revision).toBe(before);
    expect(started.promptrail.status().problems).toMatchObject([
      { code: "immutability_violation" },
    ]);
  });

  test("refuses a lock file that is not of this code", async () => {
    const { promptrail } = await startRuntime({
      prompts: newPrompts,
      projectFolder: folderWith(oldLock),
    });
    await expect(promptrail.deploy(by)).rejects.toMatchObject({ code: "lock_stale" });
  });
});

describe("the other decisions", () => {
  test("set and end a shadow run, archive a version, and end a hold", async () => {
    const { promptrail } = await startRuntime({ prompts: [...oldPrompts, greetingV3("draft")] });
    const request = { actor: "ada", reason: "A look.", family: "greeting" } as const;
    const shadowed = await promptrail.shadow({ ...request, version: 3, rate: 0.5 });
    expect(shadowed.state.shadow).toEqual({ version: 3, rate: 0.5 });
    expect((await promptrail.shadow({ ...request, version: null })).state.shadow).toBeNull();
    expect((await promptrail.archive({ ...request, version: 3 })).state.archivedVersions).toEqual([
      3,
    ]);
    expect((await promptrail.rollback(request)).state.hold).not.toBeNull();
    expect((await promptrail.resume(request)).state.hold).toBeNull();
  });
});
