import type { Evidence } from "../../src/index.js";
import type { DecisionFacts } from "../../src/lifecycle/rules/decision-facts.js";
import { reconsider } from "../../src/lifecycle/rules/reconsider.js";
import type { DeclareCommand, FamilyState, PromotionGround } from "../../src/lifecycle.js";
import type { Cell } from "./reconciliation-table.js";

/** The version that is declared, another one that is live where the declared one is not, and a bystander. */
export const declaredVersion = 3;
const otherVersion = 2;
const bystander = 1;

const recordedGeneration = 4;
const generations = { older: 3, same: 4, newer: 5, waiting: 4 } as const;
const holdRevision = 7;
const acknowledgements = { no: 0, too_old: holdRevision - 1, yes: holdRevision } as const;
const by = { actor: "ada", source: "deploy" } as const;

export interface DeclaredSituation {
  readonly state: FamilyState | null;
  readonly command: DeclareCommand;
  readonly facts: DecisionFacts;
}

/** What the rules are given in a cell of the table. */
export function toSituation(cell: Cell): DeclaredSituation {
  const state = cell.sight === "first" ? null : toState(cell);
  return {
    state,
    command: toCommand(cell, state),
    facts: {
      registered: [bystander, otherVersion, declaredVersion],
      evidence: toEvidence(cell, state?.activeVersion ?? bystander),
      now: new Date(1_000_000),
      lastActivation:
        cell.hold === "stands" ? { kind: "rolled_back", decidedAt: new Date(0) } : null,
    },
  };
}

function toState(cell: Cell): FamilyState {
  const activeVersion = cell.live === "yes" ? declaredVersion : otherVersion;
  const isWaiting = cell.generation === "waiting";
  return {
    family: "greeting",
    activeVersion,
    previousVersion: bystander,
    revision: 8,
    hold: cell.hold === "stands" ? { revision: holdRevision, reason: "It invents." } : null,
    leftVersions: cell.left === "yes" ? [declaredVersion] : [],
    activatedVersions: [bystander, activeVersion],
    archivedVersions: cell.archived === "yes" ? [declaredVersion] : [],
    shadow: null,
    declared: {
      generation: recordedGeneration,
      activeVersion: isWaiting ? declaredVersion : otherVersion,
      statuses: statuses(isWaiting ? declaredVersion : otherVersion),
      pending: isWaiting ? "It waits." : null,
      acknowledgedRevision: isWaiting ? acknowledgements[cell.acknowledged] : 0,
      ground: isWaiting ? toGround(cell) : { kind: "no_gate" },
    },
    decidedBy: "ada",
    decidedAt: new Date(0),
  };
}

function statuses(active: number): DeclareCommand["statuses"] {
  return { [bystander]: "deprecated", [active]: "active" };
}

function toCommand(cell: Cell, state: FamilyState | null): DeclareCommand {
  if (cell.generation === "waiting") {
    const again = state === null ? null : reconsider(state, by);
    if (again === null) throw new TypeError("A declaration that waits is looked at again.");
    return again;
  }
  return {
    kind: "declare",
    again: false,
    family: "greeting",
    ...by,
    reason: "The code declares it.",
    fromVersion: null,
    expectedRevision: null,
    idempotencyKey: null,
    generation: generations[cell.generation],
    activeVersion: declaredVersion,
    statuses: statuses(declaredVersion),
    acknowledgedRevision: acknowledgements[cell.acknowledged],
    ground: toGround(cell),
  };
}

function toGround({ evidence }: Cell): PromotionGround {
  if (evidence === "no_gate" || evidence === "no_suite") return { kind: evidence };
  const key = {
    family: "greeting",
    contentHash: "hash-3",
    datasetHash: "data",
    suiteHash: "suite",
  };
  return { kind: "evidence", key };
}

function toEvidence({ evidence }: Cell, baselineVersion: number): Evidence | null {
  if (evidence !== "pass" && evidence !== "fail" && evidence !== "inconclusive") return null;
  return {
    id: `evidence-${evidence}`,
    family: "greeting",
    version: declaredVersion,
    contentHash: "hash-3",
    baselineVersion,
    baselineHash: `hash-${baselineVersion}`,
    datasetHash: "data",
    suiteHash: "suite",
    verdict: evidence,
    reasons: ["it came out so"],
    report: {},
    actor: "ada",
    createdAt: new Date(0),
  };
}
