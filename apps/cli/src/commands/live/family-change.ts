import type { ChangeReport } from "@promptrail/core";
import { changeReportWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import type { NextStep } from "../../next-step.js";
import type { Backend } from "../../project/live/backend.js";
import { withBackend } from "../../project/live/with-backend.js";
import { parseVersion, requireOption } from "../../project/parse-options.js";
import type { Terminal } from "../../terminal.js";

type ChangeDocument = Printed<typeof changeReportWire>;

/** The options of a decision that leaves the active version where it is. */
export interface ChangeOptions extends CommonOptions {
  readonly reason?: string;
  readonly from?: string;
}

export function toChangeRequest(family: string, { reason, from }: ChangeOptions) {
  return {
    family,
    reason: requireOption("--reason", reason),
    fromVersion: from === undefined ? undefined : parseVersion(from, "--from"),
  };
}

/** Asks for the change; its result names the environment that was changed. */
export async function changeFamily(
  scope: CommandScope,
  change: (backend: Backend) => Promise<ChangeReport>,
  describe: (change: ChangeReport, environment: string) => ChangeText,
): Promise<CommandResult<ChangeDocument>> {
  return withBackend(scope, async (backend) => {
    const changed = await change(backend);
    const { environment } = backend;
    return presentChange(scope.terminal, environment, changed, describe(changed, environment));
  });
}

/** What was done, for people, without its full stop; `already` where it was so before. */
interface ChangeText {
  readonly done: string;
  readonly already: string;
  /** Where it was done. */
  readonly next: readonly NextStep[];
}

function presentChange(
  { colors }: Terminal,
  environment: string,
  change: ChangeReport,
  { done, already, next }: ChangeText,
): CommandResult<ChangeDocument> {
  return {
    text: change.alreadyApplied
      ? `${already} in ${environment}.`
      : `${colors.green("✓")} ${done} in ${environment} at revision ${change.revision}.`,
    json: toWire(changeReportWire, change),
    next: change.alreadyApplied ? [] : next,
  };
}
