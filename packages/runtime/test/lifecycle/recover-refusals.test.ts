import { definePrompt } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { greetingV1, prompts, scoreV1 } from "../prompts.js";
import { build, by, codesOf, decideAfter, failOver, served } from "./fail-over.js";
import { failoverStore } from "./failover-store.js";
import { activeOf, startRuntime } from "./start-runtime.js";
import { temporaryFolder } from "./temporary-folder.js";

describe("a recovery is refused", () => {
  const refusal = (text: RegExp) =>
    expect.objectContaining({ code: "not_eligible", message: expect.stringMatching(text) });

  test.each(["store", "fleet"] as const)("where nothing was lost, keeping the %s", async (keep) => {
    const store = failoverStore();
    const { promptrail } = await startRuntime({ store, projectFolder: temporaryFolder() });
    await promptrail.rollback({ ...by, family: "greeting" });
    await expect(promptrail.recover({ ...by, keep })).rejects.toEqual(
      refusal(/^Nothing to recover: .*revision 3/),
    );
    expect(promptrail.status().revision).toBe(3);
  });

  test("once it is done", async () => {
    const { running } = await failOver();
    const { revision } = await running.promptrail.recover({ ...by, keep: "fleet" });
    const problems = async () =>
      (await running.promptrail.fleet()).flatMap((member) => member.problems);
    await expect.poll(problems).toEqual([]);
    await expect(running.promptrail.recover({ ...by, keep: "fleet" })).rejects.toEqual(
      refusal(/Nothing to recover/),
    );
    expect(running.promptrail.status().revision).toBe(revision);
  });

  test("for the fleet's state where this process has none of it, and not for the store's", async () => {
    const { store, running } = await failOver();
    const fresh = await startRuntime({ ...build, store, projectFolder: temporaryFolder() });
    const reports = async () =>
      (await fresh.promptrail.fleet()).flatMap(({ problems }) => problems);
    await expect.poll(reports).toEqual(["state_regression"]);
    await expect(fresh.promptrail.recover({ ...by, keep: "fleet" })).rejects.toEqual(
      refusal(/project folder that has a last-known-good file.* server that still serves/),
    );
    const report = await fresh.promptrail.recover({ ...by, keep: "store" });
    expect(report).toMatchObject({ lostRevision: 4, revision: 6, families: [] });
    await expect.poll(() => served(running)).toEqual([2, 2]);
    expect(codesOf(running)).toEqual([]);
  });

  test("for the fleet's state where another process serves a later one", async () => {
    const store = failoverStore();
    const folders = [temporaryFolder(), temporaryFolder()];
    const [older, newer] = folders.map((projectFolder) => ({ ...build, store, projectFolder }));
    const first = await startRuntime({ ...older });
    await first.promptrail.rollback({ ...by, family: "greeting" });
    await first.promptrail.close();
    const second = await startRuntime({ ...newer }, { process: { name: "second" } });
    await second.promptrail.rollback({ ...by, family: "reply" });
    await decideAfter(store.promoted);
    store.failOver();
    await expect.poll(() => codesOf(second)).toEqual(["state_regression"]);
    const restarted = await startRuntime({ ...older }, { declares: false });
    const reports = async () => (await restarted.promptrail.fleet()).map(({ name }) => name);
    await expect.poll(reports).toContain("second");
    await expect(restarted.promptrail.recover({ ...by, keep: "fleet" })).rejects.toEqual(
      refusal(/has revision 3 .* second serves revision 4/),
    );
    expect(served(restarted)).toEqual([1, 2]);
  });

  test("where the store knows no family that could carry it", async () => {
    const store = failoverStore();
    const projectFolder = temporaryFolder();
    const started = await startRuntime({ store, projectFolder });
    store.failOver();
    await expect.poll(() => codesOf(started)).toEqual(["state_regression"]);
    await expect(started.promptrail.recover({ ...by, keep: "fleet" })).rejects.toEqual(
      refusal(/knows no family.* Start a process/),
    );
  });

  test("for a state whose version is not registered any more, before anything is applied", async () => {
    const store = failoverStore();
    const newest = definePrompt({
      family: "greeting",
      version: 4,
      status: "active",
      changelog: "Newest.",
      provider: "fake",
      model: "m",
      maxTokens: 5,
      userTemplate: "Newest {{ name }}.",
    });
    const newer = { prompts: [greetingV1, newest, scoreV1], store };
    const started = await startRuntime({ ...newer, projectFolder: temporaryFolder() });
    await startRuntime({ prompts, store: store.promoted });
    store.failOver();
    await expect.poll(() => codesOf(started)).toEqual(["state_regression"]);
    await expect(started.promptrail.recover({ ...by, keep: "fleet" })).rejects.toMatchObject({
      code: "unknown_version",
    });
    expect(activeOf(started)).toBe(4);
  });

  test("for what someone else decided on meanwhile, and never overwrites it", async () => {
    const { store, running } = await failOver();
    store.beforeNext(() => decideAfter(store.promoted, 1));
    const recovery = running.promptrail.recover({ ...by, keep: "fleet" });
    await expect(recovery).rejects.toMatchObject({ code: "stale_state" });
    expect(served(running)).toEqual([1, 1]);
    const [last] = await running.promptrail.history({ limit: 1 });
    expect(last).toMatchObject({ revision: 3, change: { kind: "promoted", toVersion: 1 } });
  });
});
