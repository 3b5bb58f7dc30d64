import { listSome, versionKey } from "@promptrail/core/portable";
import { type DeployReport, describeUnmetNeeds } from "@promptrail/runtime";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { deployDocument } from "../../documents/live-documents.js";
import { dryRunFlag, nothingChanged } from "../../present/describe-dry-run.js";
import { nextSteps } from "../../present/next-steps.js";
import { formatTable } from "../../present/table.js";
import { type Deployment, deployProject } from "../../project/live/deploy-project.js";
import { findEnvironment, loadCliProject } from "../../project/load-cli-project.js";
import { withOwnStore } from "../../project/store/with-own-store.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

interface DeployOptions extends CommonOptions {
  readonly reason?: string;
  readonly dryRun?: true;
}

export function addDeploy(host: CommandHost): void {
  addCommand(host, {
    usage: "deploy",
    summary: "register what the code declares in the store; exits 1 if that is not live afterwards",
    documents: { deploy: deployDocument },
    examples: [
      "deploy --env production --reason 'Release 12'",
      "deploy --env production --dry-run",
    ],
    flags: [["--reason <text>", "the reason, recorded in the history"], dryRunFlag],
    run: async (scope, _args, options: DeployOptions) => {
      const loaded = await loadCliProject(scope);
      const deployed = await withOwnStore(scope, loaded, "deploy", () =>
        deployProject(scope, loaded, options),
      );
      const environment = findEnvironment(scope, loaded.config);
      const { isLive, dryRun } = deployed.report;
      return {
        text: present(scope.terminal, environment, deployed),
        json: toJson(deployed),
        exitCode: isLive ? 0 : 1,
        next: dryRun === undefined ? nextSteps.deployed({ environment }, isLive) : [],
      };
    },
  });
}

function present(
  { colors, columns }: Terminal,
  environment: string,
  { report, creates }: Deployment,
): string {
  const { families, conflicts, isLive, dryRun } = report;
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
  const [be, is, are] = dryRun === undefined ? ["is", "is", "are"] : ["would be", ...wouldBe];
  const verdict = isLive
    ? `${colors.green("✓")} Everything that the code declares ${be} live in ${environment}.`
    : `${colors.red("✗")} ${waiting} of ${families.length} declared ${families.length === 1 ? "version" : "versions"} ${waiting === 1 ? is : are} not live in ${environment}.`;
  const kept = conflicts.map(
    ({ family, version }) =>
      `${versionKey(family, version)} keeps the content that was registered under an earlier hash scheme.`,
  );
  const surprises = families.flatMap(({ family, declaredVersion, newRequirements }) => {
    const key = versionKey(family, declaredVersion);
    const needs = describeUnmetNeeds(key, newRequirements);
    return newRequirements.length === 0 ? [] : [`${colors.yellow("!")} ${key}: ${needs}`];
  });
  return [
    ...describeTrial(report, environment, creates),
    formatTable({ head, rows }, columns),
    ...kept.map(colors.dim),
    ...surprises,
    verdict,
  ].join("\n");
}

const wouldBe = ["would be", "would be"] as const;

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
  report: { families, conflicts, isLive, dryRun },
  creates,
}: Deployment): Printed<typeof deployDocument> {
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
  };
}
