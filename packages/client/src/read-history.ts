import type { HistoryPage } from "@promptrail/core";
import { routes } from "@promptrail/http-api";
import type { AskOptions, Server } from "./ask.js";
import type { ClientHistoryRequest } from "./client-requests.js";

/** A family's decisions, or those of all, newest first. */
export function readHistoryPage(
  { ask }: Server,
  { family, ...part }: ClientHistoryRequest,
  options?: AskOptions,
): Promise<HistoryPage> {
  return family === undefined
    ? ask(routes.wholeHistory, part, options)
    : ask(routes.history, { family, ...part }, options);
}
