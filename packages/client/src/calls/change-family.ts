import {
  type FamilyChange,
  familyChangeWire,
  fromFamilyChangeWire,
  idempotencyKeyHeader,
  type Route,
  routes,
} from "@promptrail/http-api";
import type {
  ClientArchiveRequest,
  ClientResumeRequest,
  ClientShadowRequest,
  DecisionRequest,
} from "../client.js";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";

export function shadow(
  connection: Connection,
  request: ClientShadowRequest,
): Promise<FamilyChange> {
  const { version, rate, reason } = request;
  return change(connection, routes.shadow, request, { version, rate, reason });
}

export function archive(
  connection: Connection,
  request: ClientArchiveRequest,
): Promise<FamilyChange> {
  const { version, reason } = request;
  return change(connection, routes.archive, request, { version, reason });
}

export function resume(
  connection: Connection,
  request: ClientResumeRequest,
): Promise<FamilyChange> {
  return change(connection, routes.resume, request, { reason: request.reason });
}

async function change(
  connection: Connection,
  route: Route,
  { family, fromVersion, expectedRevision, idempotencyKey }: DecisionRequest,
  body: object,
): Promise<FamilyChange> {
  const response = await connection(route, {
    params: { family },
    body: { ...body, from_version: fromVersion, expected_revision: expectedRevision },
    headers: { [idempotencyKeyHeader.name]: idempotencyKey },
  });
  return fromFamilyChangeWire(await readAnswer(response, familyChangeWire));
}
