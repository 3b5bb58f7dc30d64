import type { Finding } from "@promptrail/check";
import { versionKey } from "@promptrail/core/portable";
import { type DeployReport, describeUnmetNeeds } from "@promptrail/runtime";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { describeBrought, toBroughtJson } from "../../present/describe-brought.js";
import { formatTable } from "../../present/table.js";
import { toFindingJson } from "../../present/to-finding-json.js";
import { readEvidenceFile } from "../../project/evidence/read-evidence-file.js";
import { deployProject } from "../../project/live/deploy-project.js";
import { findRetiring } from "../../project/live/find-retiring.js";
import { findEnvironment, loadCliProject } from "../../project/load-cli-project.js";
import { withOwnStore } from "../../project/store/with-own-store.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

interface DeployOptions extends CommonOptions {
  readonly reason?: string;
  readonly evidence?: string;
}

export function addDeploy(host: CommandHost): void {
  addCommand<DeployOptions>(host, {
    usage: "deploy",
    summary: "register what the code declares in the store; exits 1 if that is not live afterwards",
    flags: [
      ["--reason <text>", "the reason, recorded in the history"],
      ["--evidence <file>", "first store the evidence of a file that `eval --evidence` wrote"],
    ],
    run: async (scope, _args, { reason, evidence: file }) => {
      const { terminal } = scope;
      const evidence = file === undefined ? [] : await readEvidenceFile(terminal.folder, file);
      const loaded = await loadCliProject(scope);
      const { report, brought } = await withOwnStore(scope, loaded, "deploy", () =>
        deployProject(scope, loaded, { reason, evidence }),
      );
      const environment = findEnvironment(scope, loaded.config);
      const isRefused = brought.some((each) => "refusal" in each);
      const retiring = findRetiring(loaded.config, report.families.map(toLive), terminal.now());
      return {
        text: [
          ...brought.map((each) => describeBrought(terminal, environment, each)),
          present(terminal, environment, { report, retiring }),
        ].join("\n"),
        json: {
          ...toJson(report),
          evidence: brought.map(toBroughtJson),
          warnings: retiring.map(toFindingJson),
        },
        exitCode: report.isLive && !isRefused ? 0 : 1,
      };
    },
  });
}

function toLive({ family, activeVersion }: DeployReport["families"][number]) {
  return { family, version: activeVersion, status: "active" as const };
}

interface Deployed {
  readonly report: DeployReport;
  readonly retiring: readonly Finding[];
}

function present({ colors }: Terminal, environment: string, deployed: Deployed): string {
  const { families, conflicts, dropped, isLive } = deployed.report;
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
      `${versionKey(family, version)} keeps the content that was registered under an earlier hash scheme.`,
  );
  const taken = dropped.map(
    ({ family, version, nextVersion }) =>
      `${versionKey(family, version)} is registered in ${environment}, but is not in the code: its number cannot be used again. The next one is ${versionKey(family, nextVersion)}.`,
  );
  const surprises = families.flatMap(({ family, declaredVersion, newRequirements }) => {
    const key = versionKey(family, declaredVersion);
    const needs = describeUnmetNeeds(key, newRequirements);
    return newRequirements.length === 0 ? [] : [`${colors.yellow("!")} ${key}: ${needs}`];
  });
  const retiring = deployed.retiring.map(
    ({ message }) => `${colors.yellow("!")} ${toOneLine(message)}`,
  );
  const notes = [...[...kept, ...taken].map(colors.dim), ...surprises, ...retiring];
  const lines = [formatTable([head, ...rows]), ...notes, verdict];
  return lines.join("\n");
}

function toJson({ families, conflicts, dropped, isLive }: DeployReport) {
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
    dropped: dropped.map(({ family, version, nextVersion }) => ({
      family,
      version,
      next_version: nextVersion,
    })),
  };
}
