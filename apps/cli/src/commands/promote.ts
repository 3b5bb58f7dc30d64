import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { withBackend } from "../project/backend.js";
import { parseVersion } from "../project/parse-number.js";
import { requireOption } from "../project/require-option.js";

interface PromoteOptions extends CommonOptions {
  readonly reason?: string;
  readonly override?: string;
  readonly from?: string;
}

export function addPromote(host: CommandHost): void {
  addCommand<PromoteOptions>(host, {
    usage: "promote <family> <version>",
    summary: "make a version the active one, on passing evidence",
    flags: [
      ["--reason <text>", "why; it stands in the history"],
      ["--override <text>", "promote without evidence; says why that is right"],
      ["--from <n>", "refuse if another version is active now"],
    ],
    run: async (scope, [family = "", number = ""], { reason, override, from }) => {
      const result = await withBackend(scope, (backend) =>
        backend.promote({
          family,
          version: parseVersion(number),
          reason: requireOption("--reason", reason),
          ...(override === undefined ? {} : { override }),
          ...(from === undefined ? {} : { fromVersion: parseVersion(from, "--from") }),
        }),
      );
      const { green } = scope.terminal.colors;
      const { promotedFrom, promotedTo, revision, evidenceId, alreadyApplied } = result;
      const text = alreadyApplied
        ? `${promotedTo} is active already.`
        : `${green("✓")} ${promotedFrom} → ${promotedTo} at revision ${revision}${evidenceId === null ? "" : `, on evidence ${evidenceId}`}`;
      return {
        text,
        json: {
          promoted_from: promotedFrom,
          promoted_to: promotedTo,
          revision,
          evidence_id: evidenceId,
          already_applied: alreadyApplied,
        },
      };
    },
  });
}
