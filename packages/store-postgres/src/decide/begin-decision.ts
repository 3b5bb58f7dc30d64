import type { DecisionTransaction, EvidenceKey, FamilyState } from "@promptrail/core/lifecycle";
import { announce } from "../announcements/announcement.js";
import {
  type EvidenceRow,
  evidenceByKey,
  findRowProblem,
  fromBody,
  toKeyValues,
} from "../rows/evidence-row.js";
import { type FamilyRow, familyColumns, fromFamilyRow } from "../rows/family-row.js";
import { askTogether } from "../sql/ask-together.js";
import type { SqlConnection } from "../sql/sql-pool.js";
import { findDecisions } from "./find-decisions.js";
import { lockHead } from "./lock-head.js";
import { type AskedFacts, readFacts } from "./read-facts.js";
import { recordDecisions } from "./record-decisions.js";

const familiesByName = `
  select ${familyColumns} from promptrail.family_state
  where environment = $1 and family = any ($2::text[])`;

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
    record: async (decisions, states) => {
      await recordDecisions(connection, environment, decisions, states);
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
  const findFacts = askTogether((asked: readonly AskedFacts[]) =>
    readFacts(connection, environment, asked),
  );
  return {
    head,
    readFamily: askTogether((families: readonly string[]) =>
      readFamilies(connection, environment, families),
    ),
    findDecision: askTogether((keys: readonly string[]) =>
      findDecisions(connection, environment, keys),
    ),
    readFacts: (family, activeVersion) => findFacts({ family, activeVersion }),
    findEvidence: (key) => findEvidence(connection, environment, key),
  };
}

async function readFamilies(
  connection: SqlConnection,
  environment: string,
  families: readonly string[],
): Promise<readonly (FamilyState | null)[]> {
  const rows = await connection.query<FamilyRow>(familiesByName, [environment, families]);
  const states = new Map(rows.map((row) => [row.family, fromFamilyRow(row)]));
  return families.map((family) => states.get(family) ?? null);
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
