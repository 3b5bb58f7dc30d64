import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyDecision,
  type Command,
  type DeclareCommand,
  definePrompt,
  type Evidence,
  type FamilyState,
  hashDecision,
  memory,
  type OpenStore,
  PromptrailError,
} from "../src/index.js";

const family = "greeting";
const base = {
  family,
  actor: "ada",
  source: "cli",
  reason: "Because.",
  fromVersion: null,
  expectedRevision: null,
  idempotencyKey: null,
} as const;

const prompts = [1, 2, 3, 4].map((version) =>
  definePrompt({
    family,
    version,
    status: "draft",
    provider: "claude",
    model: "m",
    maxTokens: 10,
    userTemplate: `Hello ${version}`,
  }),
);

function hashOf(version: number): string {
  return prompts[version - 1]?.contentHash ?? "";
}

function declare(overrides: Partial<DeclareCommand> = {}): DeclareCommand {
  return {
    ...base,
    kind: "declare",
    generation: 1,
    activeVersion: 2,
    acknowledgedRevision: 0,
    statuses: { 1: "deprecated", 2: "active", 3: "draft", 4: "archived" },
    ground: { kind: "no_suite" },
    ...overrides,
  };
}

async function openSeen(): Promise<OpenStore> {
  const store = await memory().open({ environment: "test", projectFolder: "." });
  await store.status.registerVersions(
    prompts.map(({ version, status, content, contentHash, changelog }) => ({
      ...{ family, version, status, content, contentHash, changelog },
    })),
  );
  await store.status.decide(declare());
  return store;
}

async function stateOf(store: OpenStore): Promise<FamilyState> {
  const state = (await store.status.readSnapshot()).families[0];
  if (state === undefined) throw new Error("the family was not seen");
  return state;
}

const promote = (toVersion: number, override = "Tried by hand."): Command => ({
  ...base,
  kind: "promote",
  toVersion,
  ground: { kind: "override", reason: override },
});
const rollback = (toVersion: number | null = null): Command => ({
  ...base,
  kind: "rollback",
  toVersion,
});

const evidence = (
  version: number,
  verdict: Evidence["verdict"],
  baselineVersion = 2,
): Evidence => ({
  id: `evidence-${version}-${verdict}`,
  family,
  version,
  contentHash: hashOf(version),
  baselineVersion,
  baselineHash: hashOf(baselineVersion),
  datasetHash: "d",
  suiteHash: "s",
  verdict,
  reasons: ["the reason"],
  report: {},
  actor: "ada",
  createdAt: new Date(0),
});
const gated = (toVersion: number): Command => ({
  ...base,
  kind: "promote",
  toVersion,
  ground: {
    kind: "evidence",
    key: { family, contentHash: hashOf(toVersion), datasetHash: "d", suiteHash: "s" },
  },
});

describe("rollback", () => {
  test("goes one step back, holds, and marks the version that it left", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    const { state } = await store.status.decide(rollback());
    expect(state).toMatchObject({ activeVersion: 2, leftVersions: [3], hold: { revision: 3 } });
  });

  test("goes to a version that the code declares deprecated when nothing else was active", async () => {
    const store = await openSeen();
    expect((await store.status.decide(rollback())).state.activeVersion).toBe(1);
  });

  test.each([
    [7, "unknown_version"],
    [4, "archived_version"],
    [3, "not_eligible"],
  ] as const)("to version %i is refused as %s", async (version, code) => {
    const store = await openSeen();
    await expect(store.status.decide(rollback(version))).rejects.toMatchObject({ code });
  });

  test("of an unknown family is refused", async () => {
    const store = await openSeen();
    const command = { ...rollback(), family: "nobody" };
    await expect(store.status.decide(command)).rejects.toMatchObject({ code: "unknown_family" });
  });

  test("by two people at once lands one step back", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    const [first, second] = await Promise.all([
      store.status.decide(rollback()),
      store.status.decide(rollback()),
    ]);
    expect([first?.alreadyApplied, second?.alreadyApplied]).toEqual([false, true]);
    expect((await stateOf(store)).activeVersion).toBe(2);
  });

  test("from a version that is not active any more is refused", async () => {
    const store = await openSeen();
    await expect(store.status.decide({ ...rollback(), fromVersion: 3 })).rejects.toMatchObject({
      code: "stale_state",
    });
  });
});

describe("promote", () => {
  test("is refused without a suite, without evidence, and on evidence that does not pass", async () => {
    const store = await openSeen();
    const withoutSuite: Command = {
      ...base,
      kind: "promote",
      toVersion: 3,
      ground: { kind: "no_suite" },
    };
    await expect(store.status.decide(withoutSuite)).rejects.toThrow(/has no suite/);
    await expect(store.status.decide(gated(3))).rejects.toThrow(/there is no evidence/);
    for (const verdict of ["fail", "inconclusive"] as const) {
      await store.evidence.save(evidence(3, verdict));
      await expect(store.status.decide(gated(3))).rejects.toThrow(`says ${verdict}: the reason`);
    }
  });

  test("records the evidence that it stands on", async () => {
    const store = await openSeen();
    await store.evidence.save(evidence(3, "pass"));
    const { decision, state } = await store.status.decide(gated(3));
    expect(decision?.evidenceId).toBe("evidence-3-pass");
    expect(state.activeVersion).toBe(3);
  });

  test("does not take evidence against another version than the active one", async () => {
    const store = await openSeen();
    await store.evidence.save(evidence(3, "pass", 1));
    await expect(store.status.decide(gated(3))).rejects.toMatchObject({ code: "gate_refused" });
  });

  test("clears the hold, the mark and the shadow", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    await store.status.decide(rollback());
    await store.status.decide({ ...base, kind: "shadow", version: 3, rate: 0.5 });
    expect((await store.status.decide(promote(3))).state).toMatchObject({
      ...{ activeVersion: 3, hold: null, leftVersions: [], shadow: null },
    });
  });
});

describe("a declaration", () => {
  const newer = { generation: 2, activeVersion: 3, ground: { kind: "no_gate" } } as const;

  test("of an old generation changes nothing", async () => {
    const store = await openSeen();
    const result = await store.status.decide(declare({ activeVersion: 1 }));
    expect(result).toMatchObject({ decision: null, state: { activeVersion: 2 } });
  });

  test("of a newer generation activates its version", async () => {
    const store = await openSeen();
    expect((await store.status.decide(declare(newer))).state.activeVersion).toBe(3);
  });

  test("never undoes a rollback, unless a newer one acknowledges it", async () => {
    const store = await openSeen();
    await store.status.decide(rollback());
    const held = await store.status.decide(declare(newer));
    expect(held.state.activeVersion).toBe(1);
    expect(held.state.declared.pending).toMatch(/a hold stands since revision 2/);
    const acknowledged = declare({ ...newer, generation: 3, acknowledgedRevision: 2 });
    expect((await store.status.decide(acknowledged)).state).toMatchObject({
      activeVersion: 3,
      hold: null,
    });
  });

  test("never returns a version that was rolled back", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    await store.status.decide(rollback());
    const again = declare({ ...newer, acknowledgedRevision: 99 });
    const { state } = await store.status.decide(again);
    expect(state.activeVersion).toBe(2);
    expect(state.declared.pending).toMatch(/was rolled back here/);
  });

  test("waits for its evidence", async () => {
    const store = await openSeen();
    const ground = {
      kind: "evidence",
      key: { family, contentHash: hashOf(3), datasetHash: "d", suiteHash: "s" },
    } as const;
    const { state } = await store.status.decide(declare({ ...newer, ground }));
    expect(state).toMatchObject({ activeVersion: 2, declared: { generation: 2 } });
    expect(state.declared.pending).toMatch(/there is no evidence/);
  });
});

describe("archive", () => {
  test("is refused for the active version and for the rollback's target", async () => {
    const store = await openSeen();
    const archive = (version: number): Command => ({ ...base, kind: "archive", version });
    await expect(store.status.decide(archive(2))).rejects.toThrow(/it is active/);
    await expect(store.status.decide(archive(1))).rejects.toThrow(/a rollback would go to it/);
    await store.status.decide(archive(3));
    await expect(store.status.decide(promote(3))).rejects.toMatchObject({
      code: "archived_version",
    });
  });
});

const version = fc.integer({ min: 1, max: 5 });
const commands: fc.Arbitrary<Command> = fc.oneof(
  version.map((toVersion) => promote(toVersion)),
  fc.option(version).map((toVersion) => rollback(toVersion)),
  fc.record({ version: fc.option(version), rate: fc.constantFrom(0, 0.5, 1) }).map(
    (shadow): Command => ({
      ...base,
      kind: "shadow",
      ...shadow,
    }),
  ),
  version.map((archived): Command => ({ ...base, kind: "archive", version: archived })),
  fc.constant<Command>({ ...base, kind: "resume" }),
  fc
    .record({
      generation: fc.integer({ min: 0, max: 6 }),
      activeVersion: version,
      acknowledgedRevision: fc.integer({ min: 0, max: 20 }),
    })
    .map((settings) => declare({ ...settings, ground: { kind: "no_gate" } })),
);

test("any history leaves one active version, folds to its row and links its hashes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(commands, { maxLength: 25 }), async (history) => {
      const store = await openSeen();
      let last = await stateOf(store);
      for (const command of history) {
        try {
          const { state } = await store.status.decide(command);
          const deployed = command.kind === "declare" && state.activeVersion !== last.activeVersion;
          if (deployed) {
            expect(last.leftVersions).not.toContain(state.activeVersion);
            if (last.hold !== null && command.kind === "declare") {
              expect(command.acknowledgedRevision).toBeGreaterThanOrEqual(last.hold.revision);
            }
          }
          last = state;
        } catch (error) {
          expect(error).toBeInstanceOf(PromptrailError);
        }
      }
      const decisions = (await store.status.readHistory({ family, limit: 1000 })).toReversed();
      const folded = decisions.reduce<FamilyState | null>(applyDecision, null);
      expect(folded).toEqual(await stateOf(store));
      expect(folded?.archivedVersions).not.toContain(folded?.activeVersion);
      decisions.forEach((decision, index) => {
        const { hash, ...unsigned } = decision;
        expect(hash).toBe(hashDecision(unsigned));
        expect(decision.previousHash).toBe(decisions[index - 1]?.hash ?? "");
        expect(decision.revision).toBe(index + 1);
      });
    }),
    { numRuns: 300 },
  );
});
