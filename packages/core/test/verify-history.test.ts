import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Decision, isPromptrailError } from "../src/index.js";
import {
  applyDecision,
  type Command,
  contentDigest,
  createHistoryVerifier,
  hashDecision,
  type Snapshot,
  toRecoveredState,
  verifyHistory,
} from "../src/lifecycle.js";
import { base, declare, family, openSeen, promote, rollback, stateOf } from "./greeting-store.js";

interface History {
  readonly decisions: readonly Decision[];
  readonly snapshot: Snapshot;
}

async function record(commands: readonly Command[]): Promise<History> {
  const { status } = await openSeen();
  for (const command of commands) {
    try {
      await status.decide(command);
    } catch (error) {
      if (!isPromptrailError(error)) throw error;
    }
  }
  const decisions = (
    await status.readHistory({ family: null, limit: 1_000, before: null })
  ).toReversed();
  return { decisions, snapshot: await status.readSnapshot() };
}

const version = fc.integer({ min: 1, max: 4 });
const { declared, ...untouched } = await openSeen().then(stateOf);
const lostState = toRecoveredState({
  ...untouched,
  declared: { ...declared, generation: 3 },
  hold: { revision: 8, reason: "It lied." },
});
const command: fc.Arbitrary<Command> = fc.oneof(
  version.map((toVersion) => promote(toVersion)),
  fc.option(version).map((toVersion) => rollback(toVersion)),
  version.map((shadow): Command => ({ ...base, kind: "shadow", version: shadow, rate: 0.5 })),
  fc.constant<Command>({ ...base, kind: "resume" }),
  fc.constant<Command>({ ...base, kind: "drill" }),
  fc.constant<Command>({ ...base, kind: "recover", kept: null, lostRevision: 9 }),
  version.map((activeVersion): Command => {
    const kept = { ...lostState, activeVersion, activatedVersions: [2, activeVersion] };
    return { ...base, kind: "recover", kept, lostRevision: 9 };
  }),
);
const commands = fc.array(command, { maxLength: 12 });

/** One decision put in another's place. */
function replace({ decisions, snapshot }: History, index: number, changed: Partial<Decision>) {
  const forged = decisions.map((decision, at) =>
    at === index ? { ...decision, ...changed } : decision,
  );
  return verifyHistory(forged, snapshot);
}

describe("a history", () => {
  test("that the store recorded holds", async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (history) => {
        const { decisions, snapshot } = await record(history);
        expect(verifyHistory(decisions, snapshot)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("that lost any decision does not hold", async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(), async (history, at) => {
        const { decisions, snapshot } = await record(history);
        const lost = at % decisions.length;
        const rest = decisions.filter((_, index) => index !== lost);
        expect(verifyHistory(rest, snapshot)).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("is found wrong in the same places when it is read page by page", async () => {
    const slip = fc.constantFrom<Partial<Decision> | null>(
      null,
      { actor: "someone" },
      { previousHash: "sha256-0" },
      { change: { kind: "archived", version: 4 } },
    );
    await fc.assert(
      fc.asyncProperty(
        ...[commands, fc.nat(), fc.nat(), slip, fc.integer({ min: 1, max: 15 })],
        async (history, lost, forged, changed, size) => {
          const { decisions, snapshot } = await record(history);
          const given = decisions
            .map((each, at) => (at === forged % decisions.length ? { ...each, ...changed } : each))
            .filter((_, at) => at !== lost % (2 * decisions.length));
          const verifier = createHistoryVerifier();
          const problems = [];
          for (let at = 0; at < given.length; at += size) {
            problems.push(...verifier.add(given.slice(at, at + size)));
          }
          problems.push(...verifier.finish(snapshot));
          expect(problems).toEqual(verifyHistory(given, snapshot));
          if (changed !== null || given.length < decisions.length) {
            expect(problems).not.toEqual([]);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test("in which any word was changed names the decision", async () => {
    await fc.assert(
      fc.asyncProperty(
        commands,
        fc.nat(),
        fc.constantFrom<Partial<Decision>>(
          { actor: "someone" },
          { reason: "Another." },
          { toVersion: 9 },
          { decidedAt: new Date(0) },
          { change: { kind: "archived", version: 4 } },
        ),
        async (history, at, changed) => {
          const recorded = await record(history);
          const index = at % recorded.decisions.length;
          const [problem] = replace(recorded, index, changed);
          expect(problem).toMatchObject({ kind: "hash", family, revision: index + 1 });
        },
      ),
      { numRuns: 100 },
    );
  });

  test("whose decisions were signed anew does not fit the state that is live", async () => {
    const recorded = await record([promote(3), rollback()]);
    const [, promotion] = recorded.decisions;
    if (promotion === undefined) throw new Error("nothing was recorded");
    const { hash: _hash, ...unsigned } = { ...promotion, actor: "someone" };
    const hash = contentDigest(unsigned);
    const problems = replace(recorded, 1, { actor: "someone", hash });
    expect(problems[0]).toMatchObject({ kind: "link", revision: 3 });
    expect(problems[0]?.message).toContain(hash);
  });

  test("with a row that was changed by hand names the field and both values", async () => {
    const { decisions, snapshot } = await record([promote(3)]);
    const families = snapshot.families.map((state) => ({ ...state, activeVersion: 1 }));
    expect(verifyHistory(decisions, { ...snapshot, families })).toEqual([
      {
        revision: 2,
        kind: "state",
        family,
        message: 'Family "greeting": activeVersion is 1, but its decisions result in 3.',
      },
    ]);
    const long = snapshot.families.map((state) => ({ ...state, decidedBy: "x".repeat(100_000) }));
    const [told] = verifyHistory(decisions, { ...snapshot, families: long });
    expect(told?.message.length).toBeLessThan(500);
    expect(verifyHistory(decisions, { ...snapshot, families: [] })).toMatchObject([
      { kind: "state", message: expect.stringContaining("not in the live state") },
    ]);
  });

  test("in which a family is seen for the first time again is wrong, whatever its hashes say", async () => {
    const { decisions, snapshot } = await record([promote(3), rollback()]);
    const [first] = decisions;
    const last = decisions.at(-1);
    const state = snapshot.families.find((each) => each.family === family);
    if (first === undefined || last === undefined || state === undefined) throw new Error("none");
    const { hash: _hash, ...seen } = first;
    const unsigned = { ...seen, revision: last.revision + 1, previousHash: last.hash };
    const again = { ...unsigned, hash: hashDecision(unsigned) };
    const forged = {
      ...snapshot,
      revision: again.revision,
      headHash: again.hash,
      families: [applyDecision(state, again)],
    };
    expect(forged.families[0]).toMatchObject({ hold: null, leftVersions: [] });
    expect(verifyHistory([...decisions, again], forged)).toMatchObject([
      {
        kind: "fold",
        revision: again.revision,
        message: expect.stringContaining("a first declaration"),
      },
    ]);
  });

  test("that ends before the live state says where", async () => {
    const { decisions, snapshot } = await record([promote(3)]);
    const [problem] = verifyHistory(decisions.slice(0, 1), snapshot);
    expect(problem?.message).toBe("The live state is at revision 2, but the history ends at 1.");
  });

  test("recorded before declarations carried their ground holds", async () => {
    const { decisions, snapshot } = await record([]);
    const [seen] = decisions;
    if (seen?.change.kind !== "first_seen") throw new Error("nothing was recorded");
    const { acknowledgedRevision: _revision, ground: _ground, ...declared } = seen.change.declared;
    const { hash: _hash, ...unsigned } = seen;
    const hash = contentDigest({ ...unsigned, change: { ...seen.change, declared } });
    const old = verifyHistory([{ ...seen, hash }], { ...snapshot, headHash: hash });
    expect(declare().ground).toEqual({ kind: "no_suite" });
    expect(old).toEqual([]);
  });
});
