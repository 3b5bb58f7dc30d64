import { definePrompt, memory, type Store, type Suite } from "@promptrail/core";
import type { Snapshot, StatusSource } from "@promptrail/core/lifecycle";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { createPromptrail } from "../src/index.js";
import { temporaryFolder } from "./lifecycle/temporary-folder.js";
import { greetingV1, greetingV2, greetingV3, project, prompts, scoreV1 } from "./prompts.js";

const by = { actor: "ada" } as const;

/** One state for several processes. */
function onStore(store: Store) {
  return { ...project(), store };
}

describe("promote", () => {
  const request = { ...by, family: "greeting", toVersion: 3, reason: "Shorter." };

  test("is refused for a family without a suite, and done with an override", async () => {
    const promptrail = await createPromptrail(project());
    await expect(promptrail.promote(request)).rejects.toMatchObject({ code: "gate_refused" });
    const { decision } = await promptrail.promote({ ...request, override: "Tried by hand." });
    expect(decision).toMatchObject({ toVersion: 3, override: "Tried by hand.", actor: "ada" });
  });

  test("needs nothing for a family that declares no gate", async () => {
    const promptrail = await createPromptrail({
      ...project(),
      families: { greeting: { gate: "none" } },
    });
    expect((await promptrail.promote(request)).state.activeVersion).toBe(3);
  });

  test("needs evidence of the current suite and dataset for a family with a suite", async () => {
    const promptrail = await createPromptrail({ ...project(), suites: [suite("d")] });
    await expect(promptrail.promote(request)).rejects.toThrow(/there is no evidence/);
    await promptrail.evidence.save({
      id: "e1",
      family: "greeting",
      version: 3,
      contentHash: greetingV3.contentHash,
      baselineVersion: 2,
      baselineHash: greetingV2.contentHash,
      datasetHash: "d",
      suiteHash: "s",
      verdict: "pass",
      reasons: [],
      report: {},
      actor: "ada",
      createdAt: new Date(0),
    });
    expect((await promptrail.promote(request)).decision?.evidenceId).toBe("e1");
  });
});

function suite(datasetHash: string): Suite {
  return {
    family: "greeting",
    dataset: { name: "none", read: async function* () {} },
    evals: [],
    gate: { margin: 0.05, alpha: 0.05 },
    repeats: 1,
    suiteHash: "s",
    hashDataset: async () => datasetHash,
  };
}

describe("live state", () => {
  test("a decision shows in every process of the store at once, without I/O at the call", async () => {
    const store = memory();
    const first = await createPromptrail(onStore(store));
    const second = await createPromptrail(onStore(store));
    await first.rollback({ ...by, family: "greeting" });
    await expect.poll(() => second.resolve("greeting").version.key).toBe("greeting_v1");
    expect(second.resolve("greeting").revision).toBe(first.status().revision);
  });

  test("a restart does not undo a rollback", async () => {
    const store = memory();
    const first = await createPromptrail(onStore(store));
    await first.rollback({ ...by, family: "greeting", reason: "It went bad." });
    const restarted = await createPromptrail(onStore(store));
    expect(restarted.resolve("greeting").version.key).toBe("greeting_v1");
    const [status] = restarted.status().families;
    expect(status).toMatchObject({ declaredVersion: 2, activeVersion: 1 });
    expect(status?.drift).toMatch(/on hold since the rollback at revision/);
  });

  test("a restart with nothing new to declare reads no dataset", async () => {
    const store = memory();
    let reads = 0;
    const counted = {
      ...suite("d"),
      hashDataset: async () => {
        reads += 1;
        return "d";
      },
    };
    await createPromptrail({ ...onStore(store), suites: [counted] });
    expect(reads).toBe(1);
    const restarted = await createPromptrail({ ...onStore(store), suites: [counted] });
    expect(reads).toBe(1);
    expect(restarted.status().revision).toBe(2);
  });

  test("an old build serves a version that it does not have, from the store", async () => {
    const store = memory();
    const newer = await createPromptrail(onStore(store));
    const old = await createPromptrail({
      ...onStore(store),
      prompts: [greetingV1, greetingV2, scoreV1],
    });
    await newer.promote({
      ...by,
      family: "greeting",
      toVersion: 3,
      reason: "New.",
      override: "Tried.",
    });
    await expect.poll(() => old.resolve("greeting").version.key).toBe("greeting_v3");
    expect((await old.call("greeting", { name: "Ada" })).degraded).toBeNull();
  });

  test("a pin on a version that this build lacks is served from the store", async () => {
    const store = memory();
    await createPromptrail(onStore(store));
    const old = await createPromptrail({
      ...onStore(store),
      prompts: [greetingV1, greetingV2, scoreV1],
    });
    // Types know the numbers of this build alone.
    const [newer, neverMade]: number[] = [3, 9];
    const pinned = await old.call("greeting", { name: "Ada" }, { version: newer });
    expect(pinned.key).toBe("greeting_v3");
    const unknown = old.call("greeting", { name: "Ada" }, { version: neverMade });
    await expect(unknown).rejects.toMatchObject({ code: "unknown_version" });
  });

  test("an old build without the filters of the active version serves its newest, marked", async () => {
    const store = memory();
    const shout = {
      name: "shout",
      version: 1,
      apply: (value: unknown) => String(value).toUpperCase(),
    };
    const shouting = definePrompt({
      family: "greeting",
      version: 4,
      status: "draft",
      changelog: "Loud.",
      filters: [shout],
      provider: "fake",
      model: "m",
      maxTokens: 5,
      userTemplate: "{{ name | shout }}",
    });
    const newer = await createPromptrail({ ...onStore(store), prompts: [...prompts, shouting] });
    const old = await createPromptrail(onStore(store), { onProblem: () => {} });
    await newer.promote({
      ...by,
      family: "greeting",
      toVersion: 4,
      reason: "Loud.",
      override: "Tried.",
    });
    await expect.poll(() => old.resolve("greeting").degraded).toBe("active_unavailable");
    expect(old.resolve("greeting").version.key).toBe("greeting_v2");
    expect(old.status().problems).toMatchObject([{ code: "active_unavailable" }]);
    expect(await old.call("greeting", { name: "Ada" })).toMatchObject({
      version: 2,
      degraded: "active_unavailable",
    });
    await newer.rollback({ ...by, family: "greeting" });
    await expect.poll(() => old.status().problems).toEqual([]);
  });

  test("an edited version is reported, and the registered text is served", async () => {
    const store = memory();
    await createPromptrail({ ...onStore(store), environment: "production" });
    const edited = definePrompt({
      family: "greeting",
      version: 2,
      status: "active",
      changelog: "Edited.",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: "Edited {{ name }}.",
    });
    const problems: unknown[] = [];
    const provider = fakeProvider({ answers: () => "Hi." });
    const config = { ...onStore(store), environment: "production", providers: [provider] };
    const second = await createPromptrail(
      { ...config, prompts: [greetingV1, edited, scoreV1] },
      { onProblem: (error) => problems.push(error) },
    );
    expect(problems).toMatchObject([{ code: "immutability_violation" }]);
    expect(second.status().problems).toMatchObject([{ code: "immutability_violation" }]);
    await second.call("greeting", { name: "Ada" });
    expect(JSON.stringify(provider.calls[0]?.request.messages)).toContain("Greet Ada");
  });
});

describe("a process that follows a source", () => {
  function source(first: Snapshot) {
    let tell: (snapshot: Snapshot) => void = () => {};
    let current = first;
    const status: StatusSource = {
      readSnapshot: async () => current,
      readVersion: async () => null,
      watch: async (_revision, onSnapshot) => {
        tell = onSnapshot;
        return async () => {};
      },
    };
    return {
      status,
      tell: (snapshot: Snapshot) => {
        current = snapshot;
        tell(snapshot);
      },
    };
  }

  async function snapshotAfterRollback(): Promise<readonly [before: Snapshot, after: Snapshot]> {
    const promptrail = await createPromptrail(project());
    const before = await promptrail.readSnapshot();
    await promptrail.rollback({ ...by, family: "greeting" });
    return [before, await promptrail.readSnapshot()];
  }

  test("applies newer states only, and reports one that went back", async () => {
    const [before, after] = await snapshotAfterRollback();
    const { status, tell } = source(before);
    const problems: unknown[] = [];
    const follower = await createPromptrail(
      { ...project(), projectFolder: temporaryFolder() },
      {
        statusSource: status,
        onProblem: (error) => problems.push(error),
      },
    );
    tell(after);
    await expect.poll(() => follower.resolve("greeting").version.version).toBe(1);
    tell(before);
    await expect.poll(() => problems.length).toBe(1);
    tell({ ...after, storeId: "another", revision: after.revision + 9 });
    await expect.poll(() => problems.length).toBe(2);
    expect(String(problems[0])).toMatch(/state_regression/);
    expect(follower.resolve("greeting").version.version).toBe(1);
  });

  test("serves what its code declares while the source is away, and says so", async () => {
    const [before] = await snapshotAfterRollback();
    const status: StatusSource = {
      ...source(before).status,
      readSnapshot: async () => Promise.reject(new Error("away")),
    };
    const follower = await createPromptrail(
      { ...project(), projectFolder: temporaryFolder() },
      {
        statusSource: status,
        onProblem: () => {},
      },
    );
    expect(await follower.call("greeting", { name: "Ada" })).toMatchObject({
      version: 2,
      stateSource: "code_default",
    });
    await expect(follower.rollback({ ...by, family: "greeting" })).rejects.toMatchObject({
      code: "not_supported",
    });
  });
});
