import { PromptrailError, type RollbackAllReport } from "@promptrail/core";
import { countFamilies, listOpen } from "./describe-rollback-all.js";
import { describePlan, type Presented } from "./present-rollback-all.js";

/**
 * Shows a person what would be done, and asks; where `--yes` was given, nobody is asked.
 *
 * @throws PromptrailError `request_invalid` where nobody can be asked.
 */
export async function confirmRollbackAll(
  { terminal, request, environment }: Presented,
  preview: RollbackAllReport,
): Promise<boolean> {
  if (request.isConfirmed) return true;
  const families = listOpen(preview).length;
  const what = `${countFamilies(families)} in ${environment}`;
  if (terminal.ask === null) {
    throw new PromptrailError(
      "request_invalid",
      `This would roll back ${what}, and the command cannot ask for confirmation, because it does not run on a terminal. Nothing was changed. Check the list with --dry-run, then confirm it with --yes.`,
      { argument: "--yes", families },
    );
  }
  terminal.err(`${describePlan(terminal, preview).join("\n")}\n`);
  const answer = await terminal.ask(`Roll back ${what}? Type "yes" to go on: `);
  return answer.trim().toLowerCase() === "yes";
}
