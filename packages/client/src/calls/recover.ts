import type { RecoverReport } from "@promptrail/core";
import { fromRecoverReportWire, recoverReportWire, routes } from "@promptrail/http-api";
import type { ClientRecoverRequest } from "../client.js";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";

/** The server decides once a family, and is the one that gives up first. */
const timeoutMs = 40_000;

export async function recover(
  connection: Connection,
  { keep, reason }: ClientRecoverRequest,
): Promise<RecoverReport> {
  const response = await connection(routes.recover, { body: { keep, reason }, timeoutMs });
  return fromRecoverReportWire(await readAnswer(response, recoverReportWire));
}
