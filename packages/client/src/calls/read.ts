import {
  fromPromptListWire,
  fromReadinessWire,
  fromStatusWire,
  type ListedPrompt,
  promptListWire,
  type Readiness,
  readinessWire,
  routes,
  type ServerStatus,
  statusWire,
} from "@promptrail/http-api";
import type { Connection } from "../connection/connection.js";
import { readAnswer, requireNoProblem } from "../connection/read-answer.js";

export async function readHealth(connection: Connection): Promise<void> {
  const response = await connection(routes.healthz, {});
  await requireNoProblem(response);
  await response.body?.cancel();
}

export async function readReadiness(connection: Connection): Promise<Readiness> {
  const response = await connection(routes.readyz, {});
  // The route tells "not ready" with the same body under another status.
  const { body, headers } = response;
  const told = response.status === 503 ? new Response(body, { headers }) : response;
  return fromReadinessWire(await readAnswer(told, readinessWire));
}

export async function readStatus(connection: Connection): Promise<ServerStatus> {
  return fromStatusWire(await readAnswer(await connection(routes.status, {}), statusWire));
}

export async function listPrompts(connection: Connection): Promise<readonly ListedPrompt[]> {
  const response = await connection(routes.listPrompts, {});
  return fromPromptListWire(await readAnswer(response, promptListWire));
}
