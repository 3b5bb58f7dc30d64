import type { FleetAnswer } from "@promptrail/core";
import { type FleetWaitOptions, longestWaitMs } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import { describeAnswer } from "../../present/describe-answer.js";
import { formatFleet } from "../../present/fleet-table.js";
import type { Backend } from "../../project/live/backend.js";
import { unlessForbidden } from "../../project/live/unless-forbidden.js";
import { parseCount } from "../../project/parse-options.js";

const defaultWaitMs = "1000";

/** What `--wait` asks of the backend; nothing where it was not given. */
export function toWait(wait: true | string | undefined): FleetWaitOptions | undefined {
  if (wait === undefined) return undefined;
  const text = wait === true ? defaultWaitMs : wait;
  return { timeoutMs: parseCount(text, "--wait", { most: longestWaitMs }) };
}

/**
 * A decision's result with what the fleet made of it: the table, and exit code 1 where a process does
 * not serve it yet. As it is where nobody waited.
 */
export async function addFleet<Document extends object>(
  { terminal }: CommandScope,
  backend: Pick<Backend, "fleet">,
  result: CommandResult<Document>,
  answer: FleetAnswer | null | undefined,
): Promise<CommandResult<Document>> {
  if (answer === undefined || answer === null) return result;
  const members = await unlessForbidden(backend.fleet(), []);
  return {
    ...result,
    text: [
      result.text,
      describeAnswer(answer, terminal),
      ...(members.length === 0 ? [] : [formatFleet(members, terminal)]),
    ].join("\n"),
    exitCode: answer.missing.length === 0 ? 0 : 1,
  };
}
