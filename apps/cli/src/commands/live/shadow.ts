import { PromptrailError } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import { changeReportWire, mostPairs, shadowPairsWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { implementCommand } from "../../implement-command.js";
import { describePairs } from "../../present/describe-pairs.js";
import { nextSteps } from "../../present/next-steps.js";
import { readPairs } from "../../project/live/read-pairs.js";
import { withView } from "../../project/live/with-backend.js";
import { parseCount, parseVersion } from "../../project/parse-options.js";
import { createProgressLine } from "../../project/progress-line.js";
import { withStop } from "../compare/with-stop.js";
import { type ChangeOptions, changeFamily, toChangeRequest } from "./family-change.js";

interface ShadowOptions extends ChangeOptions {
  readonly rate?: string;
  readonly off?: boolean;
  readonly report?: boolean;
  readonly limit?: string;
}

export const shadowCommand = implementCommand({
  documents: { shadow: changeReportWire, "shadow --report": shadowPairsWire },
  run: async (scope, [family = "", number], options: ShadowOptions) => {
    if (options.report === true) return report(scope, family, number, options);
    const version = readVersion(number, options);
    const rate = readRate(options.rate);
    const request = { ...toChangeRequest(family, options), version, rate };
    const key = version === null ? "" : versionKey(family, version);
    const share = `${(rate ?? 1) * 100} % of the calls`;
    const isEnded = version === null || rate === 0;
    return changeFamily(
      scope,
      (backend) => backend.shadow(request),
      ({ active }, environment) => ({
        done: isEnded
          ? `The shadow run of ${family} ended`
          : `${key} runs in parallel with ${active} on ${share}`,
        already: isEnded
          ? `${family} has no shadow run`
          : `${key} runs in parallel with ${active} on ${share} already`,
        next: isEnded
          ? nextSteps.unshadowed({ family, environment })
          : nextSteps.shadowed({ family, environment }),
      }),
    );
  },
});

/** The pairs that the call log has. Only looks. */
async function report(
  scope: CommandScope,
  family: string,
  number: string | undefined,
  { off, rate, reason, from, limit = "20" }: ShadowOptions,
): Promise<CommandResult<Printed<typeof shadowPairsWire>>> {
  if ([number, off, rate, reason, from].some((each) => each !== undefined)) {
    throw new PromptrailError(
      "request_invalid",
      "--report only looks: promptrail shadow FAMILY --report, with --limit at most.",
    );
  }
  const most = parseCount(limit, "--limit", { most: mostPairs });
  const { terminal } = scope;
  return withStop(terminal, { isLooking: true }, ({ stop: signal }) =>
    withView(scope, async (view) => {
      const line = createProgressLine(terminal, ({ done }) => `${done} pairs read`);
      const asked = { family, limit: most, signal, onProgress: line.show };
      const answer = await readPairs(view, asked).finally(line.end);
      return {
        text: describePairs({ family, environment: view.environment, ...answer }, terminal),
        json: toWire(shadowPairsWire, { family, ...answer }),
      };
    }),
  );
}

function readVersion(number: string | undefined, { off, rate }: ShadowOptions): number | null {
  if (off === true) {
    if (number === undefined && rate === undefined) return null;
    throw new PromptrailError(
      "request_invalid",
      "--off ends the shadow run. Leave out the version and --rate.",
    );
  }
  if (number !== undefined) return parseVersion(number);
  throw new PromptrailError(
    "request_invalid",
    "No version is given. Name the version to run in parallel (promptrail shadow FAMILY VERSION), or end the run with --off.",
  );
}

function readRate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : -1;
  if (rate >= 0 && rate <= 1) return rate;
  throw new PromptrailError(
    "request_invalid",
    `--rate must be a number from 0 to 1, not "${text}": 0.25 means every fourth call.`,
    { argument: "--rate" },
  );
}
