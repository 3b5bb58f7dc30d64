import type { Drill, FleetMember } from "@promptrail/core";
import {
  type DrillResult,
  drillListWire,
  drillResultWire,
  fleetWire,
  fromDrillResultWire,
  fromDrillWire,
  fromFleetMemberWire,
  idempotencyKeyHeader,
  routes,
} from "@promptrail/http-api";
import type { ClientDrillRequest } from "../client.js";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";
import { toWaitLimit } from "./to-wait.js";

/** What the server takes where a drill says nothing of it. */
const serverDrillMs = 2_000;

export async function drill(
  connection: Connection,
  { family, reason, timeoutMs, idempotencyKey }: ClientDrillRequest,
): Promise<DrillResult> {
  const response = await connection(routes.drill, {
    params: { family },
    body: { reason, timeout_ms: timeoutMs },
    headers: { [idempotencyKeyHeader.name]: idempotencyKey },
    timeoutMs: toWaitLimit(timeoutMs ?? serverDrillMs),
  });
  return fromDrillResultWire(await readAnswer(response, drillResultWire));
}

export async function readFleet(connection: Connection): Promise<readonly FleetMember[]> {
  const response = await connection(routes.fleet, {});
  return (await readAnswer(response, fleetWire)).members.map(fromFleetMemberWire);
}

export async function readDrills(
  connection: Connection,
  { limit }: { readonly limit?: number },
): Promise<readonly Drill[]> {
  const response = await connection(routes.drills, { query: { limit } });
  return (await readAnswer(response, drillListWire)).drills.map(fromDrillWire);
}
