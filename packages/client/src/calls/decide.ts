import type { HistoryPage } from "@promptrail/core";
import {
  fromHistoryWire,
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
import type {
  ClientHistoryRequest,
  ClientPromoteRequest,
  ClientRollbackRequest,
} from "../client.js";
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
  const { version, reason, override, callersReady } = request;
  const response = await connection(
    routes.promote,
    toInput(request, { version, reason, override, callers_ready: callersReady }),
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

export async function readHistoryPage(
  connection: Connection,
  { family, limit, before }: ClientHistoryRequest,
  timeoutMs?: number,
): Promise<HistoryPage> {
  const input = { query: { limit, before }, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  const asking =
    family === undefined
      ? connection(routes.wholeHistory, input)
      : connection(routes.history, { ...input, params: { family } });
  return fromHistoryWire(await readAnswer(await asking, historyWire));
}
