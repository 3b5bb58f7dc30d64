import { describe, expect, test } from "vitest";
import { planDecision } from "../../src/lifecycle/rules/plan-decision.js";
import { applyDecision, type FamilyState } from "../../src/lifecycle.js";
import { declaredVersion, toSituation } from "./declared-situation.js";
import {
  type Cell,
  findRow,
  knownColumns,
  listCells,
  type PendingReason,
  table,
} from "./reconciliation-table.js";

/** How the rules say in words what the table says in one. */
const wordsOf: Readonly<Record<PendingReason, RegExp>> = {
  archived: /is archived here/,
  rolled_back: /was rolled back here/,
  hold: /a rollback at revision 7/,
  gate_failed: /verdict of its gate .* is fail/,
  gate_inconclusive: /verdict of its gate .* is inconclusive/,
  no_evidence: /there is no evidence/,
  no_suite: /has no suite/,
};

interface Effect {
  readonly outcome: string;
  readonly reason?: PendingReason | undefined;
  readonly endsHold: boolean;
}

describe("the table of what a declaration does", () => {
  test("has the columns and values that its reader knows", () => {
    expect(table.columns).toEqual(knownColumns);
  });

  test("has an outcome for every cell", () => {
    const cells = listCells();
    expect(cells).toHaveLength(882);
    expect(cells.filter((cell) => findRow(cell) === undefined)).toEqual([]);
  });

  test("has no row that never is the first to fit", () => {
    const used = new Set(listCells().map(findRow));
    expect(table.rows.filter((row) => !used.has(row))).toEqual([]);
  });

  test("gives a reason exactly where something waits", () => {
    for (const { outcome, reason } of table.rows)
      expect(reason !== undefined).toBe(outcome === "pending");
  });

  test("is what the rules do in every cell", () => {
    const differences = listCells().flatMap((cell) => {
      const row = findRow(cell);
      const expected = row && {
        outcome: row.outcome,
        reason: row.reason,
        endsHold: row.ends_hold,
      };
      const decided = decide(cell);
      return JSON.stringify(decided) === JSON.stringify(expected)
        ? []
        : [{ cell, expected, decided }];
    });
    expect(differences).toEqual([]);
  });
});

/** Runs the rules on a cell, and reads from the state that they lead to what they did. */
function decide(cell: Cell): Effect {
  const { state, command, facts } = toSituation(cell);
  const planned = planDecision(state, command, facts);
  if (planned === null) return { outcome: "nothing", endsHold: false };
  const stamp = { revision: 9, decidedAt: facts.now, previousHash: "", hash: "" };
  const next = applyDecision(state, { ...planned, ...stamp });
  expect(next.declared).toMatchObject({
    generation: command.generation,
    activeVersion: declaredVersion,
    acknowledgedRevision: command.acknowledgedRevision,
    ground: command.ground,
  });
  expect(planned.toVersion).toBe(next.activeVersion);
  if (state === null) {
    expect(next.activeVersion).toBe(declaredVersion);
    return { outcome: planned.change.kind, endsHold: false };
  }
  // Only a promote clears a mark, and no declaration brings an archived version back.
  expect(next.leftVersions).toEqual(state.leftVersions);
  expect(next.archivedVersions).toEqual(state.archivedVersions);
  return { ...toEffect(state, next), endsHold: state.hold !== null && next.hold === null };
}

function toEffect(state: FamilyState, next: FamilyState): Omit<Effect, "endsHold"> {
  const { pending } = next.declared;
  if (pending === null) {
    const activates = next.activeVersion !== state.activeVersion;
    return { outcome: activates ? "activates" : "records" };
  }
  expect(next.activeVersion).toBe(state.activeVersion);
  const reasons = Object.entries(wordsOf).filter(([, words]) => words.test(pending));
  expect(reasons, pending).toHaveLength(1);
  const [reason] = reasons[0] ?? [];
  const known = table.rows.find((row) => row.reason === reason)?.reason;
  return { outcome: "pending", reason: known };
}
