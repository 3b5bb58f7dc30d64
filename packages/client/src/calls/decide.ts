import type { Decision } from "@promptrail/core";
import {
  fromDecisionWire,
  fromPromotionResultWire,
  fromRollbackResultWire,
  historyWire,
  idempotencyKeyHeader,
  type PromotionResult,
  promotionResultWire,
  type RollbackResult,
  rollbackResultWire,
  routes,
} from "@promptrail/http-api";
import type { ClientPromoteRequest, ClientRollbackRequest } from "../client.js";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";

export async function rollback(
  connection: Connection,
  { family, toVersion, fromVersion, reason, idempotencyKey }: ClientRollbackRequest,
): Promise<RollbackResult> {
  const response = await connection(routes.rollback, {
    params: { family },
    body: { to_version: toVersion, from_version: fromVersion, reason },
    headers: { [idempotencyKeyHeader.name]: idempotencyKey },
  });
  return fromRollbackResultWire(await readAnswer(response, rollbackResultWire));
}

export async function promote(
  connection: Connection,
  { family, version, fromVersion, reason, override, idempotencyKey }: ClientPromoteRequest,
): Promise<PromotionResult> {
  const response = await connection(routes.promote, {
    params: { family },
    body: { version, from_version: fromVersion, reason, override },
    headers: { [idempotencyKeyHeader.name]: idempotencyKey },
  });
  return fromPromotionResultWire(await readAnswer(response, promotionResultWire));
}

export async function readHistory(
  connection: Connection,
  { family, limit }: { readonly family: string; readonly limit?: number },
): Promise<readonly Decision[]> {
  const response = await connection(routes.history, { params: { family }, query: { limit } });
  return (await readAnswer(response, historyWire)).decisions.map(fromDecisionWire);
}
