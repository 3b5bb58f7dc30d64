import type { CallResult, CallStreamEvent, JsonValue, Outcome } from "@promptrail/core";
import { outcomes } from "@promptrail/core/portable";
import { callResultWire, toWire } from "@promptrail/http-api";
import { OutcomeError } from "@promptrail/runtime";
import type { CommandResult } from "../command-result.js";
import type { CommonOptions } from "../command-scope.js";
import type { Printed } from "../documents/command-documents.js";
import { callDocument } from "../documents/live-documents.js";
import { implementCommand } from "../implement-command.js";
import { describeCost, describeTokens } from "../present/describe-answer.js";
import { parseChoices, parseVersion } from "../project/parse-options.js";
import { readContext } from "../project/read-context.js";
import { readAttachments } from "../project/running/read-attachments.js";
import { withRunningBackend } from "../project/running/with-running-backend.js";
import type { Terminal } from "../terminal.js";

interface CallCommandOptions extends CommonOptions {
  readonly context?: string;
  readonly version?: string;
  readonly stream?: boolean;
  readonly accept?: readonly string[];
  readonly attach?: readonly string[];
}

export const callCommand = implementCommand({
  documents: { call: callDocument },
  quotes: true,
  run: async (scope, [family = ""], options: CallCommandOptions) => {
    const { context, version, accept = [], attach, stream, json } = options;
    const variables = await readContext(scope.terminal.folder, context);
    const accepted = parseChoices(accept, outcomes, "--accept");
    const pinned = version === undefined ? undefined : parseVersion(version, "--version");
    const attachments = await readAttachments(scope.terminal.folder, attach);
    const asked = { version: pinned, ...(attachments.length === 0 ? {} : { attachments }) };
    const wanted = { family, version: pinned };
    const streamed = stream === true && json !== true;
    const { environment, result } = await withRunningBackend(scope, wanted, async (backend) => ({
      environment: backend.environment,
      result: streamed
        ? await printStream(scope.terminal, backend.stream(family, variables, asked))
        : // What is refused is shown, too: this command decides itself what it takes.
          await backend.call(family, variables, { ...asked, accept: outcomes }),
    }));
    return present(scope.terminal, { environment, result, accepted, streamed });
  },
});

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

interface Answered {
  readonly environment: string;
  readonly result: CallResult<JsonValue>;
  readonly accepted: readonly Outcome[];
  /** Its text is printed already. */
  readonly streamed: boolean;
}

/** What is taken goes to standard output; an answer that is refused is shown beside the reason. */
function present(
  terminal: Terminal,
  answered: Answered,
): CommandResult<Printed<typeof callDocument>> {
  const { environment, result, accepted, streamed } = answered;
  const { err, colors } = terminal;
  for (const { setting, reason } of result.warnings) {
    err(`${colors.yellow("!")} ${setting}: ${reason}\n`);
  }
  const summary = colors.dim(summarize(environment, result));
  const json = toWire(callResultWire, result);
  const text = describeAnswer(result, streamed);
  if (result.success || accepted.includes(result.outcome)) {
    return { text: [text, summary].join("\n"), json };
  }
  const { code, message, data } = new OutcomeError(result, "cli");
  if (streamed || text !== "") err(`${text}\n`);
  err(`${summary}\n${colors.red("✗")} ${message} ${colors.dim(`(${code})`)}\n`);
  return { text: "", json: { ...json, error: { code, message, data } }, exitCode: 1 };
}

/** The text, where it is not there yet, and the tools that the model asks for. */
function describeAnswer({ text, toolCalls }: CallResult, streamed: boolean): string {
  const calls = toolCalls.map(({ name, input }) => `→ ${name} ${JSON.stringify(input)}`);
  const isShown = streamed || (text === "" && calls.length > 0);
  return [...(isShown ? [] : [text]), ...(streamed && calls.length > 0 ? [""] : []), ...calls].join(
    "\n",
  );
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
