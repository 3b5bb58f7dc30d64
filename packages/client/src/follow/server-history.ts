import type { StatusStore } from "@promptrail/core";
import { fromHistoryWire, historyWire, routes } from "@promptrail/http-api";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";

const timeoutMs = 3_000;

/** The history that a server's store has, for the processes that follow it. */
export function createServerHistory(connection: Connection): Pick<StatusStore, "readHistory"> {
  return {
    readHistory: async ({ family, limit, before }) => {
      const query = { limit, before: before ?? undefined };
      const asking =
        family === null
          ? connection(routes.wholeHistory, { query, timeoutMs })
          : connection(routes.history, { params: { family }, query, timeoutMs });
      return fromHistoryWire(await readAnswer(await asking, historyWire)).decisions;
    },
  };
}
