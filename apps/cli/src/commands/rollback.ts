import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { type Backend, withBackend } from "../project/backend.js";
import { parseVersion } from "../project/parse-number.js";

interface RollbackOptions extends CommonOptions {
  readonly to?: string;
  readonly from?: string;
  readonly reason?: string;
}

export function addRollback(host: CommandHost): void {
  addCommand<RollbackOptions>(host, {
    usage: "rollback <family>",
    summary: "make an earlier version the active one, and hold it against deployments",
    flags: [
      ["--to <n>", "the version; default: the last active one that no rollback left"],
      ["--from <n>", "the version that went bad; default: the one that is active now"],
      ["--reason <text>", "why; it stands in the history"],
    ],
    run: async (scope, [family = ""], { to, from, reason }) => {
      const result = await withBackend(scope, async (backend) => {
        const seen =
          from === undefined ? await findActive(backend, family) : parseVersion(from, "--from");
        return backend.rollback({
          family,
          // What the caller sees as bad: two people who roll back at once then land one step back.
          ...(seen === undefined ? {} : { fromVersion: seen }),
          ...(to === undefined ? {} : { toVersion: parseVersion(to, "--to") }),
          ...(reason === undefined ? {} : { reason }),
        });
      });
      const { green } = scope.terminal.colors;
      const { rolledBackFrom, rolledBackTo, revision, alreadyApplied } = result;
      const text = alreadyApplied
        ? `${rolledBackTo} is active already.`
        : `${green("✓")} ${rolledBackFrom} → ${rolledBackTo} at revision ${revision}. Deployments cannot undo it.`;
      return {
        text,
        json: {
          rolled_back_from: rolledBackFrom,
          rolled_back_to: rolledBackTo,
          revision,
          already_applied: alreadyApplied,
        },
      };
    },
  });
}

async function findActive(backend: Backend, family: string): Promise<number | undefined> {
  const { snapshot } = await backend.status();
  return snapshot.families.find((known) => known.family === family)?.activeVersion;
}
