import type { ContentsPage } from "@promptrail/core";
import { contentsWire, fromContentsWire, routes } from "@promptrail/http-api";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";

export async function checkContents(
  connection: Connection,
  after: string | null,
): Promise<ContentsPage> {
  const response = await connection(routes.checkContents, { query: { after: after ?? undefined } });
  return fromContentsWire(await readAnswer(response, contentsWire));
}
