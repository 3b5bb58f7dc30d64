import fc from "fast-check";
import { expect, test } from "vitest";
import { PromptrailError } from "../src/index.js";
import {
  applyDecision,
  type Command,
  type FamilyState,
  hashDecision,
  type RecoveredState,
} from "../src/lifecycle.js";
import { base, declare, family, openSeen, promote, rollback, stateOf } from "./greeting-store.js";

const version = fc.integer({ min: 1, max: 5 });
const versions = fc.uniqueArray(version);
/** Any state that a process may have served of a lost history. */
const kept: fc.Arbitrary<RecoveredState> = fc.record({
  activeVersion: version,
  previousVersion: fc.option(version),
  hold: fc.option(fc.record({ revision: fc.integer({ min: 1, max: 20 }), reason: fc.string() })),
  leftVersions: versions,
  activatedVersions: versions,
  archivedVersions: versions,
  shadow: fc.option(fc.record({ version, rate: fc.constantFrom(0.5, 1) })),
  declared: fc.record({
    generation: fc.integer({ min: 0, max: 6 }),
    activeVersion: version,
    statuses: fc.constant({}),
    pending: fc.option(fc.constant("It waits.")),
    acknowledgedRevision: fc.integer({ min: 0, max: 20 }),
    ground: fc.constant({ kind: "no_gate" as const }),
  }),
});
const commands: fc.Arbitrary<Command> = fc.oneof(
  fc
    .record({ kept: fc.option(kept), lostRevision: fc.integer({ min: 1, max: 20 }) })
    .map((recovery): Command => ({ ...base, kind: "recover", ...recovery })),
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
      const decisions = (
        await store.status.readHistory({ family, limit: 1000, before: null })
      ).toReversed();
      const folded = decisions.reduce<FamilyState | null>(applyDecision, null);
      expect(folded).toEqual(await stateOf(store));
      expect(folded?.activatedVersions).toContain(folded?.activeVersion);
      expect(folded?.archivedVersions).not.toContain(folded?.activeVersion);
      decisions.forEach((decision, index) => {
        const { hash, ...unsigned } = decision;
        expect(hash).toBe(hashDecision(unsigned));
        expect(decision.previousHash).toBe(decisions[index - 1]?.hash ?? "");
        expect(decision.revision).toBe(index + 1);
      });
    }),
    { numRuns: 1_000 },
  );
});
