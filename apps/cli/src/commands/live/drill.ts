import type { DrillResult } from "@promptrail/core";
import { drillResultWire, longestWaitMs, toWire } from "@promptrail/http-api";
import type { CommonOptions } from "../../command-scope.js";
import { drillDocument } from "../../documents/live-documents.js";
import { implementCommand } from "../../implement-command.js";
import { describeAnswer } from "../../present/describe-answer.js";
import { describeMilliseconds } from "../../present/describe-time.js";
import { findPercentile } from "../../present/find-percentile.js";
import { formatFleet } from "../../present/fleet-table.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseCount } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";

interface DrillOptions extends CommonOptions {
  readonly reason?: string;
  readonly timeout?: string;
}

export const drillCommand = implementCommand({
  documents: { drill: drillDocument },
  run: async (scope, [family = ""], { reason, timeout }: DrillOptions) => {
    const request = {
      family,
      reason,
      timeoutMs:
        timeout === undefined
          ? undefined
          : parseCount(timeout, "--timeout", { most: longestWaitMs }),
    };
    const { environment, result } = await withBackend(scope, async (backend) => ({
      environment: backend.environment,
      result: await backend.drill(request),
    }));
    const { total, missing } = result.answer;
    return {
      text: present(scope.terminal, environment, result),
      json: { ...toWire(drillResultWire, result), ...toDistribution(result) },
      exitCode: total > 0 && missing.length === 0 ? 0 : 1,
    };
  },
});

function present(terminal: Terminal, environment: string, result: DrillResult): string {
  const { drill, answer, members } = result;
  const { p50_ms: p50, p99_ms: p99, max_ms: most } = toDistribution(result);
  return [
    `Revision ${drill.revision} of ${environment}, which changes nothing, was sent to ${answer.total} ${answer.total === 1 ? "process" : "processes"}.`,
    describeAnswer(answer, terminal),
    ...(p50 === null || p99 === null || most === null
      ? []
      : [
          `From commit to applied: p50 ${describeMilliseconds(p50)} · p99 ${describeMilliseconds(p99)} · max ${describeMilliseconds(most)}`,
        ]),
    ...(members.length === 0 ? [] : [formatFleet(members, terminal)]),
  ].join("\n");
}

/** Null where no process answered. */
function toDistribution({ drill: { appliedAfterMs } }: DrillResult) {
  return {
    p50_ms: findPercentile(appliedAfterMs, 0.5),
    p99_ms: findPercentile(appliedAfterMs, 0.99),
    max_ms: findPercentile(appliedAfterMs, 1),
  };
}
