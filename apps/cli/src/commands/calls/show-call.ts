import { type LoggedCall, toOutcomeWord } from "@promptrail/core/call-log";
import { versionKey } from "@promptrail/core/portable";
import { loggedCallWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { describeMilliseconds, describeTime } from "../../present/describe-time.js";
import { formatTable } from "../../present/table.js";
import { withView } from "../../project/live/with-backend.js";
import type { Terminal } from "../../terminal.js";
import { describeCost } from "./describe-call.js";

/** One call, with all that is kept of it. */
export async function showCall(
  scope: CommandScope,
  id: string,
): Promise<CommandResult<Printed<typeof loggedCallWire>>> {
  return withView(scope, async ({ environment, findCall }) => {
    const call = await findCall(id);
    return {
      text: present(environment, call, scope.terminal),
      json: toWire(loggedCallWire, call),
    };
  });
}

function present(environment: string, call: LoggedCall, terminal: Terminal): string {
  const { colors, columns } = terminal;
  const head = `${colors.bold(versionKey(call.family, call.version))} in ${environment}: ${toOutcomeWord(call)}`;
  const facts = formatTable({ rows: toFacts(call) }, columns);
  return [head, facts, ...toParts(call, terminal)].join("\n");
}

function toFacts(call: LoggedCall): readonly (readonly string[])[] {
  const { usage, durationMs, answeredModel, requestedModel } = call;
  const model = answeredModel === null ? requestedModel : answeredModel;
  return [
    ["id", call.id],
    ["time", describeTime(call.startedAt)],
    ["lane", call.shadowOf === null ? call.lane : `${call.lane}, beside ${call.shadowOf}`],
    ...(call.runId === null ? [] : [["run", `${call.runId}, step ${call.step ?? "–"}`]]),
    ["model", `${call.provider} ${model}${call.fallback ? " (a fallback)" : ""}`],
    ["latency", durationMs === null ? "not known" : describeMilliseconds(durationMs)],
    ["tokens", `${usage.input ?? "–"} in, ${usage.output ?? "–"} out`],
    ["cost", describeCost(call.cost)],
    ["attempts", call.attempts.map(toAttemptWords).join(", then ") || "none known"],
    ...(call.shape === null ? [] : [["shape", call.shape.join(" ")]]),
    ...call.warnings.map(({ setting, reason }) => ["warning", `${setting}: ${reason}`]),
    ...(call.error === null ? [] : [["error", JSON.stringify(call.error)]]),
  ];
}

function toAttemptWords({ provider, outcome, failure, latencyMs }: LoggedCall["attempts"][number]) {
  return `${provider} ${outcome ?? failure ?? "–"} after ${describeMilliseconds(latencyMs)}`;
}

const losses: Readonly<Record<NonNullable<LoggedCall["bodyLoss"]>, string>> = {
  sampled_out: "of this family only a share is kept",
  shrunk: "the spool was short of room",
  redaction_failed: "a detector of secrets failed on it",
  subject_unknown: "its subject could not be hashed then",
  expired: "it was kept for its time, or it was erased",
};

function toParts(call: LoggedCall, { colors }: Terminal): readonly string[] {
  if (call.bodyLoss !== null) return [`What was said is not kept: ${losses[call.bodyLoss]}.`];
  const title = (name: string) => `\n${colors.bold(name)}`;
  const turns = (call.messages ?? []).flatMap(({ role, content }) => [
    title(role),
    ...content.map((part) => (part.type === "text" ? part.text : JSON.stringify(part))),
  ]);
  return [
    ...(call.context === null ? [] : [title("context"), JSON.stringify(call.context, null, 2)]),
    ...turns,
    ...(call.text === null ? [] : [title("answer"), call.text]),
    ...(call.data === null ? [] : [title("data"), JSON.stringify(call.data, null, 2)]),
  ];
}
