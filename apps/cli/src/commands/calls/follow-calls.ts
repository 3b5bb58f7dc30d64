import { setTimeout as wait } from "node:timers/promises";
import { PromptrailError } from "@promptrail/core";
import { callListWire, mostListedCalls, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { withView } from "../../project/live/with-backend.js";
import type { CallsOptions } from "./calls-options.js";
import { toCallRow } from "./describe-call.js";
import { readFilter } from "./read-filter.js";

const pauseMs = 1_000;
/** A record may come later than its call began: so long is looked back for those that were not shown. */
const lateMs = 120_000;

/** Shows calls as their records come, the oldest first, until the process is interrupted. */
export async function followCalls(
  scope: CommandScope,
  options: CallsOptions,
): Promise<CommandResult<Printed<typeof callListWire>>> {
  if (options.json === true || options.text !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      "--follow shows a line for each call. Leave out --json and --text.",
    );
  }
  const { limit: first = 20, ...filter } = readFilter(options);
  const { terminal } = scope;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  await withView(scope, async ({ calls }) => {
    const shown = new Set<string>();
    const startedAt = new Date();
    let asked: Parameters<typeof calls>[0] = { ...filter, limit: first };
    while (!stop.signal.aborted) {
      const answer = await calls(asked);
      for (const call of answer.calls.toReversed()) {
        if (shown.has(call.id)) continue;
        shown.add(call.id);
        terminal.out(`${toCallRow(call, terminal).join("  ")}\n`);
      }
      // Then those that came since, and of these the ones whose records are late.
      const since = new Date(Math.max(startedAt.getTime(), Date.now() - lateMs));
      asked = { ...filter, since, limit: mostListedCalls };
      await wait(pauseMs, undefined, { signal: stop.signal }).catch(() => {});
    }
  });
  return { text: "", json: toWire(callListWire, { calls: [], searchedSince: null }) };
}
