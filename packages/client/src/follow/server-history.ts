import type { HistorySource } from "@promptrail/core";
import { readHistoryPage } from "../calls/decide.js";
import type { Connection } from "../connection/connection.js";

const timeoutMs = 3_000;

/** The history that a server's store has, for the processes that follow it. */
export function createServerHistory(connection: Connection): HistorySource {
  return {
    readHistory: async ({ family, limit, before }) => {
      const request = {
        limit,
        ...(family === null ? {} : { family }),
        ...(before === null ? {} : { before }),
      };
      return (await readHistoryPage(connection, request, timeoutMs)).decisions;
    },
  };
}
