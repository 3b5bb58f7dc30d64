import { addCommand, type CommandHost } from "../add-command.js";
import { checkProject } from "../project/check-project.js";
import { loadCliProject } from "../project/load-cli-project.js";

export function addCheck(host: CommandHost): void {
  addCommand(host, {
    usage: "check",
    summary: "check every prompt, template, suite and the lock file; needs no database",
    run: async (scope) => {
      const loaded = await loadCliProject(scope);
      const { findings, checked } = await checkProject(loaded);
      const { colors } = scope.terminal;
      const errors = findings.filter(({ severity }) => severity === "error");
      const lines = findings.map(({ severity, code, message }) =>
        severity === "error"
          ? `${colors.red("✗")} ${colors.dim(code)} ${message}`
          : `${colors.yellow("!")} ${colors.dim(code)} ${message}`,
      );
      const verdict =
        errors.length === 0
          ? `${colors.green("✓")} ${checked}`
          : `${colors.red("✗")} ${errors.length} to correct. ${checked}`;
      return {
        text: [...lines, verdict].join("\n"),
        json: { ok: errors.length === 0, findings },
        exitCode: errors.length === 0 ? 0 : 1,
      };
    },
  });
}
