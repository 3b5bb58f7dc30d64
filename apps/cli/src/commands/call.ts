import type { CallResult, CallStreamEvent, JsonValue } from "@promptrail/core";
import { callResultWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { describeCost, describeTokens } from "../present/describe-answer.js";
import { parseVersion } from "../project/parse-options.js";
import { readContext } from "../project/read-context.js";
import { withRunningBackend } from "../project/running/with-running-backend.js";
import type { Terminal } from "../terminal.js";

interface CallCommandOptions extends CommonOptions {
  readonly context?: string;
  readonly version?: string;
  readonly stream?: boolean;
}

export function addCall(host: CommandHost): void {
  addCommand<CallCommandOptions>(host, {
    usage: "call <family>",
    summary: "call a prompt: the live version, or a pinned one",
    quotes: true,
    flags: [
      ["--context <json>", "the variables: JSON text, a JSON file, or - for standard input"],
      ["--version <n>", "pins a version"],
      ["--stream", "prints the answer as it comes"],
    ],
    run: async (scope, [family = ""], { context, version, stream, json }) => {
      const variables = await readContext(scope.terminal.folder, context);
      const pinned = { version: version === undefined ? undefined : parseVersion(version) };
      const wanted = { family, ...pinned };
      const streamed = stream === true && json !== true;
      const { environment, result } = await withRunningBackend(scope, wanted, async (backend) => ({
        environment: backend.environment,
        result: streamed
          ? await printStream(scope.terminal, backend.stream(family, variables, pinned))
          : await backend.call(family, variables, pinned),
      }));
      const summary = scope.terminal.colors.dim(summarize(environment, result));
      return {
        text: [streamed ? "" : result.text, summary].join("\n"),
        json: toWire(callResultWire, result),
        exitCode: result.success ? 0 : 1,
      };
    },
  });
}

async function printStream(
  { out }: Terminal,
  events: AsyncIterable<CallStreamEvent<JsonValue>>,
): Promise<CallResult<JsonValue>> {
  for await (const event of events) {
    if (event.type === "text-delta") out(event.text);
    if (event.type === "finish") return event.result;
  }
  throw new TypeError("A stream ends with its result.");
}

function summarize(environment: string, result: CallResult): string {
  const { key, model, outcome, usage, cost, durationMs, degraded } = result;
  return [
    `${key} · ${environment} · ${model} · ${outcome}`,
    describeTokens(usage),
    describeCost(cost),
    `${durationMs} ms`,
    ...(degraded === null ? [] : [`degraded: ${degraded}`]),
  ].join(" · ");
}
