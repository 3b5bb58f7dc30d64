import type { Finding } from "@promptrail/check";
import { listSome, versionKey } from "@promptrail/core/portable";
import { type DeployReport, describeUnmetNeeds } from "@promptrail/runtime";
import type { CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { deployDocument } from "../../documents/live-documents.js";
import { implementCommand } from "../../implement-command.js";
import { nothingChanged } from "../../present/describe-dry-run.js";
import { describeBrought, toBroughtJson } from "../../present/evidence/describe-brought.js";
import { nextSteps } from "../../present/next-steps.js";
import { formatTable } from "../../present/table.js";
import { toFindingJson } from "../../present/to-finding-json.js";
import { evidenceInDryRun } from "../../project/evidence/evidence-in-dry-run.js";
import { readEvidenceFile } from "../../project/evidence/read-evidence-file.js";
import { type Deployment, deployProject } from "../../project/live/deploy-project.js";
import { findRetiring } from "../../project/live/find-retiring.js";
import { findEnvironment, loadCliProject } from "../../project/load-cli-project.js";
import { withOwnStore } from "../../project/store/with-own-store.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

interface DeployOptions extends CommonOptions {
  readonly reason?: string;
  readonly evidence?: string;
  readonly dryRun?: true;
}

export const deployCommand = implementCommand({
  documents: { deploy: deployDocument },
  run: async (scope, _args, { reason, evidence: file, dryRun }: DeployOptions) => {
    const { terminal } = scope;
    if (dryRun === true && file !== undefined) throw evidenceInDryRun();
    const evidence = file === undefined ? [] : await readEvidenceFile(terminal.folder, file);
    const loaded = await loadCliProject(scope);
    const deployed = await withOwnStore(scope, loaded, "deploy", () =>
      deployProject(scope, loaded, { reason, dryRun, evidence }),
    );
    const { report, brought } = deployed;
    const environment = findEnvironment(scope, loaded.config);
    const isRefused = brought.some((each) => "refusal" in each);
    const retiring = findRetiring(loaded.config, report.families.map(toLive), terminal.now());
    return {
      text: [
        ...brought.map((each) => describeBrought(terminal, environment, each)),
        present(terminal, environment, deployed, retiring),
      ].join("\n"),
      json: {
        ...toJson(deployed),
        evidence: brought.map(toBroughtJson),
        warnings: retiring.map(toFindingJson),
      },
      exitCode: report.isLive && !isRefused ? 0 : 1,
      next: dryRun === undefined ? nextSteps.deployed({ environment }, report.isLive) : [],
    };
  },
});

function toLive({ family, activeVersion }: DeployReport["families"][number]) {
  return { family, version: activeVersion, status: "active" as const };
}

function present(
  { colors, columns }: Terminal,
  environment: string,
  { report, creates }: Deployment,
  retiring: readonly Finding[],
): string {
  const { families, conflicts, dropped, isLive, dryRun } = report;
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
  const isTried = dryRun !== undefined;
  const waits = isTried ? "would not be" : waiting === 1 ? "is not" : "are not";
  const verdict = isLive
    ? `${colors.green("✓")} Everything that the code declares ${isTried ? "would be" : "is"} live in ${environment}.`
    : `${colors.red("✗")} ${waiting} of ${families.length} declared ${families.length === 1 ? "version" : "versions"} ${waits} live in ${environment}.`;
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
  const warnings = retiring.map(({ message }) => `${colors.yellow("!")} ${toOneLine(message)}`);
  return [
    ...describeTrial(report, environment, creates),
    formatTable({ head, rows }, columns),
    ...[...kept, ...taken].map(colors.dim),
    ...surprises,
    ...warnings,
    verdict,
  ].join("\n");
}

/** What a dry run has to say before the families: what does not exist yet, and what would be registered. */
function describeTrial(
  { dryRun }: DeployReport,
  environment: string,
  creates: Deployment["creates"],
): readonly string[] {
  if (dryRun === undefined) return [];
  const { registers } = dryRun;
  return [
    nothingChanged,
    ...(creates === null
      ? []
      : [
          creates === "store"
            ? `The store does not exist yet: a deployment creates it, with the environment ${environment}.`
            : `The environment ${environment} does not exist yet: a deployment creates it.`,
        ]),
    registers.length === 0
      ? "No version would be registered."
      : `${registers.length} ${registers.length === 1 ? "version" : "versions"} would be registered: ${listSome(registers)}.`,
  ];
}

function toJson({
  report: { families, conflicts, dropped, isLive, dryRun },
  creates,
}: Deployment): Omit<Printed<typeof deployDocument>, "evidence" | "warnings"> {
  const trial =
    dryRun === undefined
      ? {}
      : ({ dry_run: true, creates, registers: [...dryRun.registers] } as const);
  return {
    ...trial,
    is_live: isLive,
    families: families.map(
      ({ declaredVersion, activeVersion, isLive: live, newRequirements, ...family }) => ({
        ...family,
        declared_version: declaredVersion,
        active_version: activeVersion,
        is_live: live,
        new_requirements: [...newRequirements],
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
