import { versionKey } from "@promptrail/core/portable";
import { type DeployReport, describeUnmetNeeds } from "@promptrail/runtime";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { formatTable } from "../../present/table.js";
import { deployProject } from "../../project/live/deploy-project.js";
import { findEnvironment, loadCliProject } from "../../project/load-cli-project.js";
import { withOwnStore } from "../../project/store/with-own-store.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

interface DeployOptions extends CommonOptions {
  readonly reason?: string;
}

export function addDeploy(host: CommandHost): void {
  addCommand<DeployOptions>(host, {
    usage: "deploy",
    summary: "tell the store what the code declares; exits 1 where that is not live then",
    flags: [["--reason <text>", "why; it stands in the history"]],
    run: async (scope, _args, { reason }) => {
      const loaded = await loadCliProject(scope);
      const report = await withOwnStore(scope, loaded, "deploy", () =>
        deployProject(scope, loaded, reason),
      );
      return {
        text: present(scope.terminal, findEnvironment(scope, loaded.config), report),
        json: toJson(report),
        exitCode: report.isLive ? 0 : 1,
      };
    },
  });
}

function present(
  { colors }: Terminal,
  environment: string,
  { families, conflicts, isLive }: DeployReport,
): string {
  const head = ["FAMILY", "GENERATION", "DECLARED", "LIVE", "OUTCOME", ""].map(colors.bold);
  const rows = families.map((family) => [
    family.family,
    String(family.generation),
    `v${family.declaredVersion}`,
    (family.isLive ? colors.green : colors.yellow)(`v${family.activeVersion}`),
    family.outcome.replaceAll("_", " "),
    family.reason === null ? "" : colors.yellow(toOneLine(family.reason)),
  ]);
  const waiting = families.filter((family) => !family.isLive).length;
  const verdict = isLive
    ? `${colors.green("✓")} Everything that the code declares is live in ${environment}.`
    : `${colors.red("✗")} ${waiting} of ${families.length} declared ${families.length === 1 ? "version" : "versions"} ${waiting === 1 ? "is" : "are"} not live in ${environment}.`;
  const kept = conflicts.map(
    ({ family, version }) =>
      `${versionKey(family, version)} stays as it was registered, under an earlier hash scheme.`,
  );
  const surprises = families.flatMap(({ family, declaredVersion, newRequirements }) => {
    const key = versionKey(family, declaredVersion);
    const needs = describeUnmetNeeds(key, newRequirements);
    return newRequirements.length === 0 ? [] : [`${colors.yellow("!")} ${key}: ${needs}`];
  });
  const lines = [formatTable([head, ...rows]), ...kept.map(colors.dim), ...surprises, verdict];
  return lines.join("\n");
}

function toJson({ families, conflicts, isLive }: DeployReport) {
  return {
    is_live: isLive,
    families: families.map(
      ({ declaredVersion, activeVersion, isLive: live, newRequirements, ...family }) => ({
        ...family,
        declared_version: declaredVersion,
        active_version: activeVersion,
        is_live: live,
        new_requirements: newRequirements,
      }),
    ),
    conflicts: conflicts.map(({ family, version, registeredHash, declaredHash }) => ({
      family,
      version,
      registered_hash: registeredHash,
      declared_hash: declaredHash,
    })),
  };
}
