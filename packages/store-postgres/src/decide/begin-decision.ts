import type { DecisionTransaction, EvidenceKey, FamilyState } from "@promptrail/core/lifecycle";
import { announce } from "../announcements/announcement.js";
import { type DecisionRow, decisionColumns, fromDecisionRow } from "../rows/decision-row.js";
import {
  type EvidenceRow,
  evidenceByKey,
  findRowProblem,
  fromBody,
  toKeyValues,
} from "../rows/evidence-row.js";
import { type FamilyRow, familyColumns, fromFamilyRow } from "../rows/family-row.js";
import type { SqlConnection } from "../sql/sql-pool.js";
import { lockHead } from "./lock-head.js";
import { readFacts } from "./read-facts.js";
import { recordDecisions } from "./record-decisions.js";

const familyByName = `
  select ${familyColumns} from promptrail.family_state where environment = $1 and family = $2`;

const decisionByKey = `
  select ${decisionColumns} from promptrail.decision where environment = $1 and idempotency_key = $2`;

/**
 * What core's recipe reads and writes, on facts that cannot change until it is recorded: every decision of
 * an environment holds its head row's lock until it commits.
 */
export async function beginDecision(
  connection: SqlConnection,
  environment: string,
): Promise<DecisionTransaction> {
  const { announcementKey, ...head } = await lockHead(connection, environment);
  return {
    ...toDecisionReads(connection, environment, head),
    record: async (decisions, state) => {
      await recordDecisions(connection, environment, decisions, state);
      await announce(connection, environment, announcementKey, decisions);
    },
  };
}

/** What the recipe reads of an environment whose last decision is `head`. */
export function toDecisionReads(
  connection: SqlConnection,
  environment: string,
  head: DecisionTransaction["head"],
): Omit<DecisionTransaction, "record"> {
  return {
    head,
    readFamily: (family) => readFamily(connection, environment, family),
    findDecision: async (key) => {
      const [row] = await connection.query<DecisionRow>(decisionByKey, [environment, key]);
      return row === undefined ? null : fromDecisionRow(row);
    },
    readFacts: (family, activeVersion) => readFacts(connection, environment, family, activeVersion),
    findEvidence: (key) => findEvidence(connection, environment, key),
  };
}

async function readFamily(
  connection: SqlConnection,
  environment: string,
  family: string,
): Promise<FamilyState | null> {
  const [row] = await connection.query<FamilyRow>(familyByName, [environment, family]);
  return row === undefined ? null : fromFamilyRow(row);
}

async function findEvidence(
  connection: SqlConnection,
  environment: string,
  key: EvidenceKey,
): ReturnType<DecisionTransaction["findEvidence"]> {
  const [row] = await connection.query<EvidenceRow>(evidenceByKey, toKeyValues(environment, key));
  if (row === undefined) return { evidence: null };
  const evidenceProblem = findRowProblem(row);
  return evidenceProblem === null
    ? { evidence: fromBody(row) }
    : { evidence: null, evidenceProblem };
}
