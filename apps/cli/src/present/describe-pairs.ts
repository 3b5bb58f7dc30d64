import type { ClientAnswer } from "@promptrail/client";
import { versionKey } from "@promptrail/core/portable";
import { formatPart, showValue } from "@promptrail/evals/run";
import type { Terminal } from "../terminal.js";
import { toOneLine } from "../terminal.js";
import { describeCost } from "./describe-answer.js";
import { toReportStyle } from "./report-style.js";

type Pairs = ClientAnswer<"shadowPairs">["pairs"];
type PairedCall = Pairs[number]["shadow"];

interface ReportedPairs {
  readonly family: string;
  readonly environment: string;
  readonly pairs: Pairs;
  /** Shadow runs whose production call is not in the log. */
  readonly unpaired: number;
}

/** What the active version and its shadow answered to the same inputs, the newest first. */
export function describePairs(
  { family, environment, pairs, unpaired }: ReportedPairs,
  terminal: Terminal,
): string {
  if (pairs.length === 0) return describeNone({ family, environment, unpaired });
  const style = toReportStyle(terminal);
  const succeeded = (side: "active" | "shadow") =>
    pairs.filter((pair) => pair[side].success).length;
  const head = `${pairs.length} ${pairs.length === 1 ? "pair" : "pairs"} of ${family} in ${environment}: ${succeeded("active")} answers of the active version succeeded, ${succeeded("shadow")} of its shadow.`;
  const parts = pairs.map(({ active, shadow }) =>
    [
      "",
      `${style.strong(active.startedAt.toISOString())} ${style.dim(toOneLine(active.id))}`,
      ...formatPart({ title: "input", text: showValue(active.context), style }),
      ...formatPart({ title: describeCall(family, active), text: showAnswer(active), style }),
      ...formatPart({
        title: `${describeCall(family, shadow)} · shadow`,
        text: showAnswer(shadow),
        style,
      }),
    ].join("\n"),
  );
  return [head, ...parts].join("\n");
}

function describeNone({ family, environment, unpaired }: Omit<ReportedPairs, "pairs">): string {
  const none = `No pair of ${family} is recorded in ${environment}: a pair is a production call and its shadow run, both in the call log.`;
  if (unpaired === 0)
    return `${none} \`promptrail shadow ${family} VERSION --reason WHY\` begins one.`;
  const runs = unpaired === 1 ? "shadow run is" : "shadow runs are";
  return `${none} ${unpaired} ${runs} there whose production call is not: it is on its way to the log, or was lost.`;
}

function describeCall(family: string, call: PairedCall): string {
  const { version, outcome, answeredModel, durationMs, cost } = call;
  const model = answeredModel === null ? [] : [toOneLine(answeredModel)];
  const figures = [`${durationMs} ms`, describeCost(cost)];
  return [versionKey(family, version), outcome ?? "failed", ...model, ...figures].join(" · ");
}

function showAnswer({ text, error }: PairedCall): string {
  if (text === null) {
    const message = error?.["message"];
    return typeof message === "string" ? message : "(no answer)";
  }
  return text === "" ? "(an empty answer)" : text;
}
