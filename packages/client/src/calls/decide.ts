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
import type { Connection, RequestInput } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";
import { toWait } from "./to-wait.js";

export async function rollback(
  connection: Connection,
  request: ClientRollbackRequest,
): Promise<RollbackResult> {
  const { toVersion, reason } = request;
  const response = await connection(
    routes.rollback,
    toInput(request, { to_version: toVersion, reason }),
  );
  return fromRollbackResultWire(await readAnswer(response, rollbackResultWire));
}

export async function promote(
  connection: Connection,
  request: ClientPromoteRequest,
): Promise<PromotionResult> {
  const { version, reason, override } = request;
  const response = await connection(
    routes.promote,
    toInput(request, { version, reason, override }),
  );
  return fromPromotionResultWire(await readAnswer(response, promotionResultWire));
}

function toInput(
  request: ClientRollbackRequest | ClientPromoteRequest,
  body: object,
): RequestInput {
  const { family, fromVersion, expectedRevision, idempotencyKey, wait } = request;
  return {
    params: { family },
    body: { ...body, from_version: fromVersion, expected_revision: expectedRevision },
    headers: { [idempotencyKeyHeader.name]: idempotencyKey },
    ...toWait(wait),
  };
}

export async function readHistory(
  connection: Connection,
  { family, limit }: { readonly family: string; readonly limit?: number },
): Promise<readonly Decision[]> {
  const response = await connection(routes.history, { params: { family }, query: { limit } });
  return (await readAnswer(response, historyWire)).decisions.map(fromDecisionWire);
}
