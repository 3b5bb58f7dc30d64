import { PromptrailError } from "@promptrail/core";
import { mostSearchedDays } from "@promptrail/core/portable";
import { callListWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { describeTime } from "../../present/describe-time.js";
import { formatTable } from "../../present/table.js";
import { withView } from "../../project/live/with-backend.js";
import type { CallsOptions } from "./calls-options.js";
import { callColumns, toCallRow } from "./describe-call.js";
import { readFilter } from "./read-filter.js";

/** The newest calls that a filter names, or in which a text was said. */
export async function listCalls(
  scope: CommandScope,
  options: CallsOptions,
): Promise<CommandResult<Printed<typeof callListWire>>> {
  const { text } = options;
  if (options.by !== undefined) {
    throw new PromptrailError(
      "request_invalid",
      "--by tells usage apart. Give it with --usage, or leave it out.",
    );
  }
  if (text !== undefined && options.family === undefined) {
    throw new PromptrailError(
      "request_invalid",
      `--text looks through what was said in the calls of one family. Name it with --family; without --since, ${mostSearchedDays} days are searched.`,
    );
  }
  const request = { ...readFilter(options), text };
  return withView(scope, async ({ environment, calls }) => {
    const { terminal } = scope;
    const answer = await calls(request);
    const head = callColumns.map(terminal.colors.bold);
    const rows = answer.calls.map((call) => toCallRow(call, terminal));
    const table =
      rows.length === 0
        ? `No such call is in the log of ${environment}.`
        : formatTable({ head, rows }, terminal.columns);
    const { searchedSince } = answer;
    const end =
      searchedSince === null
        ? []
        : [
            terminal.colors.dim(
              `Searched back to ${describeTime(searchedSince)}. Older calls: the same with --before ${searchedSince.toISOString()}.`,
            ),
          ];
    return { text: [table, ...end].join("\n"), json: toWire(callListWire, answer) };
  });
}
