import {
  definePrompt,
  memory,
  PromptrailError,
  type RollbackAllReport,
  type Store,
} from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { createPromptrail, type Promptrail } from "../../src/index.js";
import { temporaryFolder } from "../lifecycle/temporary-folder.js";
import { withStatus } from "../with-status.js";

const by = { actor: "ada", reason: "It answers nonsense." } as const;
const ill = { ...by, model: "old" } as const;

/** Version 1 on a model that is well, version 2 on one that is ill, and active. */
const families = ["a", "b", "c"].flatMap((family) => [
  definePrompt({
    family,
    version: 1,
    status: "deprecated",
    provider: "fake",
    model: "new",
    maxTokens: 10,
    userTemplate: "One {{ x }}",
  }),
  definePrompt({
    family,
    version: 2,
    status: "active",
    provider: "fake",
    model: "old",
    changelog: "Why.",
    maxTokens: 10,
    userTemplate: "Two {{ x }}",
    fallbacks: [{ model: "new" }],
  }),
]);
const draft = definePrompt({
  family: "b",
  version: 3,
  status: "draft",
  provider: "fake",
  model: "new",
  changelog: "Why.",
  maxTokens: 10,
  userTemplate: "Three {{ x }}",
});
const alone = definePrompt({
  family: "d",
  version: 1,
  status: "active",
  provider: "fake",
  model: "old",
  maxTokens: 10,
  userTemplate: "Only one {{ x }}",
});

function open(store: Store = memory()): Promise<Promptrail> {
  return createPromptrail({
    store,
    prompts: [...families, draft, alone],
    providers: [fakeProvider()],
    environment: "test",
    projectFolder: temporaryFolder(),
  });
}

const namesOf = (told: readonly { readonly family: string }[]) => told.map(({ family }) => family);

const activeOf = (promptrail: Promptrail) =>
  Object.fromEntries(
    promptrail.status().families.map(({ family, activeVersion }) => [family, activeVersion]),
  );

const codesOf = ({ left }: RollbackAllReport) => left.map(({ family, code }) => [family, code]);

describe("rollbackAll", () => {
  test("is served at once, and each decision stands in the history with its reason", async () => {
    const promptrail = await open();
    const report = await promptrail.rollbackAll(ill);
    expect(activeOf(promptrail)).toEqual({ a: 1, b: 1, c: 1, d: 1 });
    expect(report).toMatchObject({ dryRun: false, revision: 7, remaining: 0 });
    expect(report.rolledBack[0]).toEqual({
      family: "a",
      rolledBackFrom: "a_v2",
      rolledBackTo: "a_v1",
      revision: 5,
      alreadyApplied: false,
    });
    expect(report.left).toEqual([
      {
        family: "d",
        active: "d_v1",
        code: "not_eligible",
        reason:
          "d_v1 stays active: no other version was active here or is declared deprecated. Promote or deploy a version that is on another model.",
      },
    ]);
    const history = await promptrail.history({ limit: 3 });
    expect(history).toMatchObject(
      ["c", "b", "a"].map((family) => ({ family, ...by, change: { kind: "rolled_back" } })),
    );
    const { families: states } = await promptrail.readSnapshot();
    expect(states[0]?.hold).toEqual({ revision: 5, reason: by.reason });
  });

  test("names the families that ask the model only as a fallback, and what else is active", async () => {
    const promptrail = await open();
    const report = await promptrail.rollbackAll({ ...by, model: "new", dryRun: true });
    expect(report).toMatchObject({
      rolledBack: [],
      left: [],
      asFallback: ["a", "b", "c"],
      idempotencyKey: null,
      activeModels: [{ provider: "fake", model: "old", families: 4 }],
    });
  });

  test("refuses to roll back what nobody named", async () => {
    const promptrail = await open();
    await expect(promptrail.rollbackAll(by)).rejects.toMatchObject({ code: "request_invalid" });
  });

  test("leaves a family that changed since the preview", async () => {
    const promptrail = await open();
    const { revision } = await promptrail.rollbackAll({ ...ill, dryRun: true });
    await promptrail.shadow({ ...by, family: "b", version: 1 });
    const report = await promptrail.rollbackAll({ ...ill, seenRevision: revision });
    expect(namesOf(report.rolledBack)).toEqual(["a", "c"]);
    expect(codesOf(report)).toEqual([
      ["d", "not_eligible"],
      ["b", "stale_state"],
    ]);
    expect(report.left.at(-1)?.reason).toMatch(
      /changed since the preview, which was made at revision 4: b_v2 is active now, by a decision of ada at revision 5/,
    );
  });

  test.each([
    [1, { rolledBack: ["a", "b", "c"], left: ["d"] }],
    [3, { rolledBack: ["a", "c"], left: ["d", "b"] }],
  ])(
    "does not overwrite a promotion to version %i between the plan and the decision",
    async (toVersion, expected) => {
      const store = withStatus(memory(), (status) => ({
        decideAll: async (commands) => {
          await promptrail.promote({ ...by, family: "b", toVersion, override: "By hand." });
          return status.decideAll(commands);
        },
      }));
      const promptrail = await open(store);
      const report = await promptrail.rollbackAll(ill);
      expect(namesOf(report.rolledBack)).toEqual(expected.rolledBack);
      expect(namesOf(report.left)).toEqual(expected.left);
      const ofB = [...report.rolledBack, ...report.left].find(({ family }) => family === "b");
      expect(ofB).toMatchObject(
        toVersion === 1
          ? { rolledBackTo: "b_v1", alreadyApplied: true }
          : { active: "b_v3", code: "stale_state" },
      );
      expect((await promptrail.history({ family: "b" })).map(({ change }) => change.kind)).toEqual([
        "promoted",
        "first_seen",
      ]);
    },
  );

  test("tells of each family that is named what became of it", async () => {
    const promptrail = await open();
    await promptrail.rollback({ ...by, family: "a" });
    const report = await promptrail.rollbackAll({ ...ill, families: ["a", "b", "x"] });
    expect(namesOf(report.rolledBack)).toEqual(["b"]);
    expect(codesOf(report)).toEqual([
      ["a", "stale_state"],
      ["x", "unknown_family"],
    ]);
    expect(activeOf(promptrail)).toEqual({ a: 1, b: 1, c: 2, d: 1 });
  });

  test("rolls no family back again that its run rolled back, also where somebody brought it back", async () => {
    const promptrail = await open();
    const run = { ...ill, idempotencyKey: "run-1" };
    await promptrail.rollbackAll({ ...run, families: ["a"] });
    await promptrail.promote({ ...by, family: "a", toVersion: 2, override: "Well again." });
    const report = await promptrail.rollbackAll(run);
    expect(report.rolledBack).toMatchObject([
      { family: "a", revision: 5, alreadyApplied: true },
      { family: "b", revision: 7, alreadyApplied: false },
      { family: "c", revision: 8, alreadyApplied: false },
    ]);
    expect(activeOf(promptrail)).toEqual({ a: 2, b: 1, c: 1, d: 1 });
    // The same key for another model is another run.
    const other = await promptrail.rollbackAll({
      ...by,
      provider: "fake",
      idempotencyKey: "run-1",
    });
    expect(codesOf(other)).toEqual(["a", "b", "c", "d"].map((family) => [family, "not_eligible"]));
  });

  test.each(["", " ", "a b", "é", "a\n", "k".repeat(201)])(
    "is no run of the idempotency key %j, which a server would refuse",
    async (idempotencyKey) => {
      const promptrail = await open();
      for (const dryRun of [true, false]) {
        const rollingBack = promptrail.rollbackAll({ ...ill, idempotencyKey, dryRun });
        await expect(rollingBack).rejects.toMatchObject({ code: "request_invalid" });
      }
      expect(activeOf(promptrail)).toEqual({ a: 2, b: 2, c: 2, d: 1 });
    },
  );

  test("rolls each family back once where two people do it at once", async () => {
    const store = memory();
    const [one, other] = [await open(store), await open(store)];
    const reports = await Promise.all([one.rollbackAll(ill), other.rollbackAll(ill)]);
    const done = reports.flatMap(({ rolledBack }) => rolledBack);
    expect(done.filter(({ alreadyApplied }) => !alreadyApplied)).toHaveLength(3);
    expect((await one.history({ limit: 20 })).length).toBe(7);
  });

  test("does not believe a body that was changed in the store, and lists its family", async () => {
    const store = withStatus(memory(), (status) => ({
      readVersion: async (family, version) => {
        if (family === "a") throw new PromptrailError("immutability_violation", "Changed.");
        return status.readVersion(family, version);
      },
    }));
    const promptrail = await open(store);
    const report = await promptrail.rollbackAll(ill);
    expect(namesOf(report.rolledBack)).toEqual(["b", "c"]);
    expect(codesOf(report)).toContainEqual(["a", "immutability_violation"]);
  });
});
