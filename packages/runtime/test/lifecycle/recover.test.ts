import { describe, expect, test } from "vitest";
import { greetingV1, greetingV2 } from "../prompts.js";
import { build, by, codesOf, decideAfter, failOver, served } from "./fail-over.js";
import { failoverStore } from "./failover-store.js";
import { startRuntime } from "./start-runtime.js";
import { temporaryFolder } from "./temporary-folder.js";

describe("after decisions were lost", () => {
  test("a process reports it, says what to do, and takes no later decision for a recovery", async () => {
    const { store, running, projectFolder } = await failOver();
    await decideAfter(store.promoted, 1, 2, 1, 2);
    const restarted = await startRuntime({ ...build, store, projectFolder });
    for (const started of [running, restarted]) {
      expect(served(started)).toEqual([1, 1]);
      expect(started.promptrail.status()).toMatchObject({
        revision: 4,
        problems: [
          {
            code: "state_regression",
            message: expect.stringMatching(/--keep fleet.*--keep store/),
          },
        ],
      });
    }
    expect(restarted.promptrail.status().stateSource).toBe("last_known_good");
  });

  test("keeping the fleet's state puts it back into the store, for every process", async () => {
    const { store, running, projectFolder } = await failOver();
    const restarted = await startRuntime({ ...build, store, projectFolder });
    const report = await restarted.promptrail.recover({ ...by, keep: "fleet", source: "cli" });
    expect(report).toEqual({
      lostRevision: 4,
      revision: 6,
      missing: [],
      families: ["greeting", "reply"].map((family) => ({ family, fromVersion: 2, toVersion: 1 })),
    });
    for (const started of [running, restarted]) {
      await expect
        .poll(() => started.promptrail.status())
        .toMatchObject({
          revision: 6,
          stateSource: "store",
          problems: [],
          snapshot: {
            families: [5, 6].map((revision) => ({
              revision,
              activeVersion: 1,
              leftVersions: [2],
              decidedBy: "ada",
              hold: { revision: 5, reason: "The database failed over." },
            })),
          },
        });
      expect(served(started)).toEqual([1, 1]);
    }
    const history = await running.promptrail.history();
    expect(history.slice(0, 4).map(({ source, change }) => [source, change.kind])).toEqual(
      Array.from({ length: 4 }, () => ["cli", "recovered"]),
    );
    // They are one fleet again.
    await running.promptrail.resume({ ...by, family: "reply" });
    await expect.poll(() => restarted.promptrail.status().revision).toBe(7);
  });

  test("of the fleet's state only what differs is put back, also out of the file", async () => {
    const store = failoverStore();
    const projectFolder = temporaryFolder();
    const ended = await startRuntime({ ...build, store, projectFolder });
    await ended.promptrail.rollback({ ...by, family: "reply" });
    await ended.promptrail.close();
    await decideAfter(store.promoted);
    store.failOver();
    const { promptrail } = await startRuntime({ ...build, store, projectFolder });
    const report = await promptrail.recover({ ...by, keep: "fleet" });
    const families = [{ family: "reply", fromVersion: 2, toVersion: 1 }];
    expect(report).toEqual({ lostRevision: 3, revision: 5, families, missing: [] });
    const kept = (await promptrail.history({ limit: 3 })).map(
      ({ family, change }) => change.kind === "recovered" && [family, change.kept !== null],
    );
    expect(kept.toReversed()).toEqual([
      ["reply", true],
      ["greeting", false],
      ["reply", false],
    ]);
  });

  test("keeping the store's state lets every process take it", async () => {
    const { store, running, projectFolder } = await failOver();
    await decideAfter(store.promoted, 1, 2, 1, 2);
    const report = await running.promptrail.recover({ ...by, keep: "store" });
    expect(report).toEqual({ lostRevision: 4, revision: 8, families: [], missing: [] });
    expect(served(running)).toEqual([2, 2]);
    expect(running.promptrail.status()).toMatchObject({ revision: 8, problems: [] });
    expect(await running.promptrail.history({ limit: 1 })).toMatchObject([{ source: "library" }]);
    // A process that was away meanwhile joins by itself.
    const restarted = await startRuntime({ ...build, store, projectFolder });
    expect(served(restarted)).toEqual([2, 2]);
    expect(restarted.promptrail.status()).toMatchObject({ stateSource: "store", problems: [] });
  });

  test("a recovery at or below what a process has applied says nothing to it", async () => {
    const { store, projectFolder } = await failOver();
    const promoted = await store.promoted.open({ environment: "production", projectFolder });
    for (const family of ["greeting", "reply"]) {
      await promoted.status.decide({
        ...by,
        family,
        kind: "recover",
        source: "cli",
        kept: null,
        lostRevision: 3,
        fromVersion: null,
        expectedRevision: null,
        idempotencyKey: null,
      });
    }
    await decideAfter(store.promoted, 1, 2);
    const restarted = await startRuntime({ ...build, store, projectFolder });
    expect(served(restarted)).toEqual([1, 1]);
    expect(codesOf(restarted)).toEqual(["state_regression"]);
  });

  test.each([0, 1, 2])(
    "a recovery that breaks off after %i decisions is never half applied, and done by the next",
    async (decisions) => {
      const { store, running, projectFolder } = await failOver();
      // The store's revision has passed the lost one, so every decision could be taken for the last.
      await decideAfter(store.promoted, 1, 2, 1, 2);
      const seen: (readonly number[])[] = [];
      running.promptrail.watch(() => seen.push(served(running)));
      const restarted = await startRuntime({ ...build, store, projectFolder });
      const recover = () => restarted.promptrail.recover({ ...by, keep: "fleet" });
      store.failAfter(decisions);
      await expect(recover()).rejects.toMatchObject({ code: "store_unavailable" });
      expect([served(running), served(restarted)]).toEqual([
        [1, 1],
        [1, 1],
      ]);
      store.failAfter(Number.POSITIVE_INFINITY);
      const { revision } = await recover();
      await expect
        .poll(() => running.promptrail.status())
        .toMatchObject({ revision, problems: [] });
      expect(new Set(seen.map(String))).toEqual(new Set(["1,1"]));
    },
  );

  test("a recovery that breaks off after what it keeps is taken by every process, all of it", async () => {
    const { store, running } = await failOver();
    await decideAfter(store.promoted, 1, 2, 1, 2);
    store.failAfter(3);
    const recovery = running.promptrail.recover({ ...by, keep: "fleet" });
    await expect(recovery).rejects.toMatchObject({ code: "store_unavailable" });
    await expect
      .poll(() => running.promptrail.status())
      .toMatchObject({ revision: 9, problems: [] });
    expect(served(running)).toEqual([1, 1]);
    const fresh = await startRuntime({ ...build, store: store.promoted });
    expect(served(fresh)).toEqual([1, 1]);
  });

  test("what the store does not know of the fleet's state is named", async () => {
    const store = failoverStore();
    const started = await startRuntime({ store, projectFolder: temporaryFolder() });
    await started.promptrail.rollback({ ...by, family: "greeting" });
    const { promptrail } = await startRuntime({
      prompts: [greetingV1, greetingV2],
      store: store.promoted,
    });
    expect(promptrail.status().families).toHaveLength(1);
    store.failOver();
    await expect.poll(() => codesOf(started)).toEqual(["state_regression"]);
    const report = await started.promptrail.recover({ ...by, keep: "fleet" });
    expect(report).toMatchObject({
      lostRevision: 3,
      revision: 4,
      missing: ["score"],
      families: [{ family: "greeting", fromVersion: 2, toVersion: 1 }],
    });
  });
});
