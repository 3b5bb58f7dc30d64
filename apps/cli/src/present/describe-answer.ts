import type { FleetAnswer, TokenUsage } from "@promptrail/core";
import type { Terminal } from "../terminal.js";
import { toOneLine } from "../terminal.js";
import { describeMilliseconds } from "./describe-time.js";

/** How far a decision had come when the wait for the fleet ended, in one line. */
export function describeAnswer(
  { total, acknowledged, slowest, missing }: FleetAnswer,
  { colors }: Pick<Terminal, "colors">,
): string {
  if (total === 0) return "No process has reported that it runs, so there is none to wait for.";
  const mark = missing.length === 0 ? colors.green("✓") : colors.red("✗");
  const last =
    slowest === null
      ? ""
      : `, the slowest (${toOneLine(slowest.name)}) after ${describeMilliseconds(slowest.appliedAfterMs)}`;
  const silent =
    missing.length === 0
      ? ""
      : ` Not yet: ${missing.map(toOneLine).join(", ")}. They poll the store and will apply it when they reach it; check with \`promptrail fleet\`.`;
  return `${mark} ${acknowledged} of ${total} ${total === 1 ? "process serves" : "processes serve"} it${last}.${silent}`;
}

/** `$0.000921`. */
export function describeCost(dollars: number | null): string {
  return dollars === null ? "cost unknown" : `$${dollars.toFixed(6)}`;
}

/** `120 tokens in, 40 out`. */
export function describeTokens({ input, output }: TokenUsage): string {
  return input === null && output === null
    ? "tokens unknown"
    : `${input ?? "unknown"} tokens in, ${output ?? "unknown"} out`;
}
